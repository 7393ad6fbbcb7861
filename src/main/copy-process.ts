/** The process of reports: storage finds their groups, and the back office's family says what is written of them. */
import { type ReportRecipe, writeReport } from '../api/server/olap/write-report.ts'
import { keepCopies } from '../storage/columnar/keep-copies.ts'

keepCopies((found, recipe) => {
  const { shape, form } = recipe as ReportRecipe
  return writeReport({ shape, found }, form)
})
