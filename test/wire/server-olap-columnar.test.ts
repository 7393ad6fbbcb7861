import { olapStory } from './olap-story.ts'

olapStory('columnar')
