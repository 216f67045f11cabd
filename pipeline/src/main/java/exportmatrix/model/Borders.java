package exportmatrix.model;

import java.nio.file.Path;

/**
 * Borders of the Italian provinces for the map of the published page.
 *
 * @param file GeoJSON or TopoJSON whose features carry {@code prov_istat_code}
 * @param licence how whoever drew them wants to be named
 */
public record Borders(Path file, String licence) {}
