/** TopoJSON and GeoJSON as polygons: features of rings of [longitude, latitude]. */

/** The features of a file of borders. */
export function featuresOf(file) {
  if (file.type === "Topology") {
    const arcs = arcsOf(file);
    return Object.values(file.objects)
      .flatMap((object) => object.geometries ?? [object])
      .map((geometry) => ({
        properties: geometry.properties ?? {},
        polygons: polygonsOf(geometry, "arcs").map((polygon) => polygon.map((ring) => stitched(ring, arcs))),
      }));
  }
  const features = file.type === "FeatureCollection" ? file.features : [file];
  return features.map((feature) => ({
    properties: feature.properties ?? {},
    polygons: polygonsOf(feature.geometry ?? {}, "coordinates"),
  }));
}

function polygonsOf(geometry, key) {
  switch (geometry.type) {
    case "Polygon":
      return [geometry[key]];
    case "MultiPolygon":
      return geometry[key];
    default:
      return [];
  }
}

/** Quantized arcs are differences from point to point; others are points. */
function arcsOf(topology) {
  if (!topology.transform) {
    return topology.arcs;
  }
  const { scale, translate } = topology.transform;
  return topology.arcs.map((arc) => {
    let x = 0;
    let y = 0;
    return arc.map(([dx, dy]) => {
      x += dx;
      y += dy;
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
    });
  });
}

/** A ring is a chain of arcs; arc ~i is arc i backwards; where two meet, one point stands twice. */
function stitched(ring, arcs) {
  const points = [];
  for (const index of ring) {
    const arc = index < 0 ? arcs[~index].toReversed() : arcs[index];
    points.push(...(points.length > 0 ? arc.slice(1) : arc));
  }
  return points;
}
