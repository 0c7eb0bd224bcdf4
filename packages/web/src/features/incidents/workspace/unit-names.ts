/**
 * A unit's name as short as the page allows: "台州市水利局" is "水利局" under the headquarters of 台州市, "黄岩区人民政府" is
 * "黄岩区". Units of other places keep their place.
 */
export function shortUnitName(name: string, place: string | null): string {
  const local = place !== null && name.startsWith(place) && name.length > place.length + 1 ? name.slice(place.length) : name
  return local.replace(/^(.{2,})人民政府$/u, '$1')
}
