/** Published samples of nomenclature, in words of our own (server-api §10, §11, §29). */

const oldProducts = `<productDtoes>
  <productDto>
    <id>c1000000-0000-4000-8000-000000000001</id>
    <parentId>c2000000-0000-4000-8000-000000000001</parentId>
    <num>00417</num>
    <code>88</code>
    <name>Red lentils</name>
    <productType>GOODS</productType>
    <productGroupType>PRODUCTS</productGroupType>
    <cookingPlaceType>Hot kitchen</cookingPlaceType>
    <mainUnit>kg</mainUnit>
    <productCategory>Dry goods</productCategory>
    <containers>
      <container>
        <id>c3000000-0000-4000-8000-000000000001</id>
        <num>1</num>
        <name>bag 5 kg</name>
        <count>5.000</count>
        <minContainerWeight>0</minContainerWeight>
        <maxContainerWeight>0</maxContainerWeight>
        <containerWeight>0.1</containerWeight>
        <fullContainerWeight>5.1</fullContainerWeight>
        <backwardRecalculation>false</backwardRecalculation>
        <deleted>false</deleted>
        <useInFront>true</useInFront>
      </container>
    </containers>
    <barcodes><barcodeContainer><barcode>7300000000017</barcode><containerName>bag 5 kg</containerName></barcodeContainer></barcodes>
  </productDto>
</productDtoes>`

const single = {
  modifier: 'c1000000-0000-4000-8000-000000000005',
  defaultAmount: 0,
  freeOfChargeAmount: 0,
  minimumAmount: 0,
  maximumAmount: 1,
  hideIfDefaultAmount: false,
  childModifiersHaveMinMaxRestrictions: false,
  splittable: false,
  childModifiers: null,
}

const product = {
  id: 'c1000000-0000-4000-8000-000000000002',
  deleted: false,
  name: 'Lentil soup',
  description: '',
  num: '00418',
  code: '89',
  parent: 'c2000000-0000-4000-8000-000000000002',
  modifiers: [single, { ...single, childModifiers: [single] }],
  taxCategory: 'c7000000-0000-4000-8000-000000000001',
  category: 'c8000000-0000-4000-8000-000000000001',
  accountingCategory: 'c4000000-0000-4000-8000-000000000001',
  color: { red: 170, green: 170, blue: 170 },
  fontColor: { red: 0, green: 0, blue: 0 },
  frontImageId: 'c9000000-0000-4000-8000-000000000001',
  position: 3,
  modifierSchemaId: null,
  productScaleId: null,
  mainUnit: 'c5000000-0000-4000-8000-000000000001',
  excludedSections: ['b4000000-0000-4000-8000-000000000001'],
  defaultSalePrice: 9.5,
  placeType: 'c6000000-0000-4000-8000-000000000001',
  defaultIncludedInMenu: true,
  type: 'DISH',
  unitWeight: 0.35,
  unitCapacity: 0,
  notInStoreMovement: false,
  containers: [
    {
      id: 'c3000000-0000-4000-8000-000000000001',
      num: '1',
      name: 'pot',
      count: 4,
      minContainerWeight: 0,
      maxContainerWeight: 0,
      containerWeight: 1,
      fullContainerWeight: 3,
      backwardRecalculation: false,
      useInFront: true,
      deleted: false,
    },
  ],
  barcodes: [{ barcode: '7300000000017', containerId: 'c3000000-0000-4000-8000-000000000001' }],
  coldLossPercent: 0,
  hotLossPercent: 0,
  allergenGroups: ['ca000000-0000-4000-8000-000000000001'],
  estimatedPurchasePrice: 0,
  canSetOpenPrice: false,
}

const group = {
  id: 'c2000000-0000-4000-8000-000000000001',
  deleted: false,
  name: 'Soups',
  description: '',
  num: '00101',
  code: '12',
  parent: 'c2000000-0000-4000-8000-000000000002',
  modifiers: [],
  taxCategory: 'c7000000-0000-4000-8000-000000000001',
  category: 'c8000000-0000-4000-8000-000000000001',
  accountingCategory: null,
  color: { red: 170, green: 170, blue: 170 },
  fontColor: { red: 0, green: 0, blue: 0 },
  frontImageId: 'c9000000-0000-4000-8000-000000000001',
  position: 2,
  visibilityFilter: { departments: ['0f0a3c1e-0000-4000-8000-000000000010'], excluding: false },
}

const category = {
  id: 'c8000000-0000-4000-8000-000000000001',
  rootType: 'ProductCategory',
  deleted: false,
  code: null,
  name: 'Seasonal',
}

const size = {
  id: 'cb000000-0000-4000-8000-000000000001',
  deleted: false,
  name: 'Large',
  shortName: 'L',
  priority: 1,
  default: false,
}
const scale = {
  id: 'cc000000-0000-4000-8000-000000000001',
  deleted: false,
  name: 'Pizza',
  productSizes: [size],
}
const scaleOfProduct = {
  ...scale,
  productSizes: [{ ...size, disabled: false, factors: [{ startNumber: 1, factor: 1.25 }] }],
}

const image = { id: 'c9000000-0000-4000-8000-000000000001', data: 'iVBORw0KGgo=' }

/** The envelope of writes. */
const success = (response: unknown) => ({ result: 'SUCCESS', errors: null, response })

export const productSamples = {
  oldProducts,
  products: [product],
  savedProduct: success(product),
  changedProducts: success([product]),
  groups: [group],
  savedGroup: success(group),
  changedGroups: success({ products: [product], productGroups: [group] }),
  categories: [category],
  savedCategory: success(category),
  scales: [scale],
  scale,
  scaleOfProduct,
  scaleOfProductAnswer: success(scaleOfProduct),
  scalesOfProducts: { 'c1000000-0000-4000-8000-000000000002': scaleOfProduct },
  scaleId: 'cc000000-0000-4000-8000-000000000001',
  image,
  savedImage: success(image),
  deletedImages: success({ items: [{ id: image.id }] }),
}
