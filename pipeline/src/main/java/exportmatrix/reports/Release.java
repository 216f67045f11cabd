package exportmatrix.reports;

import exportmatrix.model.CollectionSpec;
import exportmatrix.model.FileRecord;
import exportmatrix.model.IndicatorCard;
import exportmatrix.model.Nomenclature;
import exportmatrix.model.PackedCells.Pack;
import exportmatrix.model.Tables;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;

/**
 * One collection's figures, finished and not yet published.
 *
 * @param id the newest edition and a hash of inputs, configuration and version
 * @param cards the indicators of the cube, in the order of its columns
 * @param names of every code in the cube
 * @param cube cells as {@link Tables#cube} says, packed, in any order of packs
 * @param reconciliation as {@link Tables#RECONCILIATION}, in any order, like the tables after it
 * @param parents territory to the territory whose dashboard shows it as a part: a province's
 *     region, a region's country
 * @param jsonTerritories territories that get a dashboard, where they are in the cube
 * @param seasonal the seasonally adjusted series
 * @param matrix the sector/market matrix
 * @param kept what stands of the last release beside {@code cube} and the tables; empty: nothing
 * @param keepReleases newest releases that stay; the one that the pointer names always does
 */
public record Release(
    CollectionSpec collection,
    String id,
    List<IndicatorCard> cards,
    Nomenclature names,
    JavaRDD<Pack> cube,
    JavaRDD<Row> reconciliation,
    JavaRDD<Row> coverage,
    JavaRDD<Row> rejected,
    JavaRDD<Row> revisions,
    List<FileRecord> inputs,
    Provenance provenance,
    Map<String, String> parents,
    Set<String> jsonTerritories,
    int keepReleases,
    SeasonalPlan seasonal,
    MatrixPlan matrix,
    Optional<Kept> kept) {

  public Release {
    cards = List.copyOf(cards);
    inputs = List.copyOf(inputs);
    parents = Map.copyOf(parents);
    jsonTerritories = Set.copyOf(jsonTerritories);
    if (keepReleases < 1) {
      throw new IllegalArgumentException("keepReleases: expected 1 or more, found " + keepReleases);
    }
  }
}
