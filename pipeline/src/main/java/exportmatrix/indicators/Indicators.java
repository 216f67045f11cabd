package exportmatrix.indicators;

import exportmatrix.codes.Codes;
import exportmatrix.model.Absence;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.Detail;
import exportmatrix.model.FamilySeries;
import exportmatrix.model.IndicatorCard;
import exportmatrix.model.Need;
import exportmatrix.model.Nomenclature;
import exportmatrix.model.PackedCells.Pack;
import exportmatrix.model.Rules;
import exportmatrix.model.Slots;
import exportmatrix.model.Table;
import exportmatrix.model.Tables;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;

/** Computes every selected indicator of every cell in one pass: families in, the cube out. */
public final class Indicators {

  private final Codes codes;
  private final DatasetSpec.ProductScheme scheme;
  private final Rules rules;
  private final List<Indicator> selected;

  public Indicators(
      Codes codes, DatasetSpec.ProductScheme scheme, Rules rules, List<Indicator> selected) {
    this.codes = codes;
    this.scheme = scheme;
    this.rules = rules;
    this.selected = List.copyOf(selected);
  }

  public List<IndicatorCard> cards() {
    return Registry.cards(selected);
  }

  /** How many years before a slot its figures may depend on. */
  public int yearsBack() {
    return selected.stream().mapToInt(Indicator::yearsBack).max().orElse(1);
  }

  /** What the selected indicators need beyond the totals. */
  public Set<Need> needs() {
    Set<Need> needs = EnumSet.noneOf(Need.class);
    selected.forEach(indicator -> needs.addAll(indicator.needs()));
    return needs;
  }

  /** The cube's contract for the selected indicators. */
  public Table table() {
    return Tables.cube(cards());
  }

  /**
   * @param families the cells of a territory in one partition, in any order
   * @param slots the collection's spans and periods
   * @param wanted the slots to compute
   * @param names of all codes in the families
   * @param absence what is known of cells without a family
   * @param detail how fine the sources are
   * @return the cells of {@link #table}, packed, in any order of packs; zeros that only stand for
   *     absence, now and a year before, are left out
   */
  public JavaRDD<Pack> cube(
      JavaRDD<FamilySeries> families,
      Slots slots,
      BitSet wanted,
      Nomenclature names,
      Absence absence,
      Detail detail) {
    CubePass pass =
        new CubePass(
            new TerritoryCells.Setting(codes, scheme, rules, slots, absence, detail, needs()),
            selected,
            wanted,
            names);
    return families.mapPartitions(pass::over);
  }
}
