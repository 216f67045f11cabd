package exportmatrix;

import exportmatrix.codes.CodeFiles;
import exportmatrix.model.Borders;
import exportmatrix.model.CollectionSpec;
import exportmatrix.model.ConfigException;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.MatrixRules;
import exportmatrix.model.Rules;
import exportmatrix.model.SeasonalRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything a run is told. Built from the YAML file by {@code jobs}; paths are absolute here. */
public record PipelineConfig(
    Warehouse warehouse,
    Reports reports,
    CodeFiles codes,
    Rules rules,
    MatrixRules matrix,
    SeasonalRules seasonal,
    List<DatasetSpec> datasets,
    List<CollectionSpec> collections) {

  /**
   * The dataset of that name.
   *
   * @throws ConfigException where there is none
   */
  public DatasetSpec dataset(String id) {
    return datasets.stream()
        .filter(d -> d.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    "datasets: expected one of %s, found '%s': correct it"
                        .formatted(datasets.stream().map(DatasetSpec::id).toList(), id)));
  }

  /**
   * Where the figures are kept.
   *
   * @param location folder or URI of the warehouse
   * @param catalog Iceberg catalog properties; empty: a Hadoop catalog in {@code location}
   */
  public record Warehouse(String location, Map<String, String> catalog) {}

  /**
   * What is published, and where.
   *
   * @param location folder or URI of the published releases
   * @param keepReleases newest releases kept per collection; older ones are removed after a publish
   * @param jsonTerritories codes that get JSON beyond Italy, the regions and the home region's
   *     provinces
   * @param periods how many of the newest periods of each span a release carries; 0: all
   * @param indicators ids that are computed; empty: all
   * @param borders for the map of the published page; empty: a tile a territory
   */
  public record Reports(
      String location,
      int keepReleases,
      List<String> jsonTerritories,
      int periods,
      List<String> indicators,
      Optional<Borders> borders) {}
}
