package exportmatrix.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import exportmatrix.model.CellAddress;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.FamilySeries;
import exportmatrix.model.Observation;
import exportmatrix.model.Origin;
import exportmatrix.model.Series;
import exportmatrix.model.Slots;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * In every scenario of the aggregation: the lines that a cell is traced to add up to it, to the
 * cent.
 */
class LineageTest {

  @TestFactory
  Stream<DynamicTest> theLinesOfEveryCellAddUpToIt() throws IOException, URISyntaxException {
    Path folder = Path.of(LineageTest.class.getResource("/exportmatrix/scenarios").toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith("_input.csv")).sorted().toList().stream()
          .map(
              file ->
                  DynamicTest.dynamicTest(
                      file.getFileName().toString().replace("_input.csv", ""),
                      () -> check(Scenario.read(file))));
    }
  }

  private static void check(Scenario scenario) {
    List<Observation> observations = scenario.observations();
    LocalTotals totals =
        new LocalTotals(observations, scenario.collection(), scenario.dataset(), scenario.codes());
    Lineage lineage =
        Lineage.of(
            observations, scenario.collection(), List.of(scenario.dataset()), scenario.codes());
    List<String> wrong = new ArrayList<>();
    int traced = 0;
    for (FamilySeries family : totals.families()) {
      Series cells = totals.slots().over(family.own());
      for (int s = 0; s < totals.slots().count(); s++) {
        if (cells.present(s) && !isUnknownStep(scenario, cells, s)) {
          traced++;
          Slots.Slot slot = totals.slots().slot(s);
          Optional<Origin> origin =
              lineage.of(
                  new CellAddress(
                      family.flow(),
                      slot.span(),
                      slot.period(),
                      family.territory(),
                      family.market(),
                      family.product()));
          boolean same =
              origin.isPresent()
                  && origin.get().cents().equals(Optional.of(cells.cents(s)))
                  && origin.get().sum() == cells.cents(s);
          if (!same) {
            wrong.add(
                "%s %s %s %s %s %s: %d, traced to %s"
                    .formatted(
                        family.flow(),
                        slot.span(),
                        slot.text(),
                        family.territory(),
                        family.market(),
                        family.product(),
                        cells.cents(s),
                        origin.map(o -> o.cents() + " = " + o.lines()).orElse("nothing")));
          }
        }
      }
    }
    assertThat(wrong).as(scenario.name()).isEmpty();
    assertThat(traced).as("cells traced").isPositive();
  }

  /** A step of a cumulated series that is not known whole is not the difference of its lines. */
  private static boolean isUnknownStep(Scenario scenario, Series cells, int slot) {
    return scenario.dataset().periodType() == DatasetSpec.PeriodType.CUMULATED
        && !cells.whole(slot);
  }
}
