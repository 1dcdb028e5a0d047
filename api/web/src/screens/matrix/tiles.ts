// One equal square a province, laid out roughly as on a map: column and row of each, from the north-west.

export const TILES: Record<string, readonly [column: number, row: number]> = {
  黑龙江省: [8, 0],
  内蒙古自治区: [6, 1],
  吉林省: [8, 1],
  新疆维吾尔自治区: [0, 2],
  甘肃省: [2, 2],
  宁夏回族自治区: [3, 2],
  山西省: [5, 2],
  河北省: [6, 2],
  北京市: [7, 2],
  辽宁省: [8, 2],
  西藏自治区: [0, 3],
  青海省: [1, 3],
  四川省: [2, 3],
  陕西省: [4, 3],
  河南省: [5, 3],
  山东省: [6, 3],
  天津市: [7, 3],
  云南省: [2, 4],
  重庆市: [3, 4],
  湖北省: [4, 4],
  安徽省: [5, 4],
  江苏省: [6, 4],
  上海市: [7, 4],
  贵州省: [3, 5],
  湖南省: [4, 5],
  江西省: [5, 5],
  浙江省: [6, 5],
  广西壮族自治区: [3, 6],
  广东省: [4, 6],
  福建省: [5, 6],
  台湾省: [7, 6],
  海南省: [3, 7],
  澳门特别行政区: [4, 7],
  香港特别行政区: [5, 7],
};

export const COLUMNS = 9;
export const ROWS = 8;

/** 北京, 内蒙古, 新疆: what fits into a square. */
export function shortName(region: string): string {
  if (region.startsWith("内蒙古")) return "内蒙古";
  if (region.startsWith("黑龙江")) return "黑龙江";
  return region.slice(0, 2);
}
