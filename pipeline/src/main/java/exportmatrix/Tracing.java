package exportmatrix;

import exportmatrix.aggregate.Lineage;
import exportmatrix.codes.Codes;
import exportmatrix.model.CellAddress;
import exportmatrix.model.CollectionSpec;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.Flow;
import exportmatrix.model.Observation;
import exportmatrix.model.Stood;
import exportmatrix.warehouse.FileState;
import exportmatrix.warehouse.Warehouse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Follows cells of one collection back to what the warehouse holds of them. */
final class Tracing {

  private final CollectionSpec collection;
  private final List<DatasetSpec> datasets;
  private final Codes codes;
  private final Warehouse warehouse;

  Tracing(CollectionSpec collection, List<DatasetSpec> datasets, Codes codes, Warehouse warehouse) {
    this.collection = collection;
    this.datasets = datasets;
    this.codes = codes;
    this.warehouse = warehouse;
  }

  /** The cell in every edition that changed it. */
  Trace of(CellAddress cell) {
    List<Stood> said = said(cell);
    Set<String> editions = new TreeSet<>(Comparator.reverseOrder());
    for (Stood one : said) {
      editions.add(one.said().edition());
      Stream.ofNullable(one.until()).forEach(editions::add);
    }
    List<Trace.Version> versions = new ArrayList<>();
    for (String edition : editions) {
      List<Observation> standing =
          said.stream().filter(one -> one.on(edition)).map(Stood::said).toList();
      if (!standing.isEmpty()) {
        Lineage.of(standing, collection, datasets, codes)
            .of(cell)
            .ifPresent(origin -> versions.add(new Trace.Version(edition, origin)));
      }
    }
    Set<String> files = new HashSet<>();
    versions.forEach(
        version -> version.origin().lines().forEach(line -> files.add(line.observation().file())));
    return new Trace(
        sinceWhen(versions),
        warehouse.files().stream()
            .map(FileState::record)
            .filter(file -> files.contains(file.file()))
            .toList());
  }

  /** Everything of the years that the cell covers, of its territory and those below. */
  private List<Stood> said(CellAddress cell) {
    Flow flow = cell.flow();
    LocalDate last = cell.period().lastDay();
    LocalDate first = last.plusDays(1).minusMonths(cell.span().months(cell.period()));
    List<String> years =
        IntStream.rangeClosed(first.getYear(), last.getYear()).mapToObj(String::valueOf).toList();
    Set<String> territories = Lineage.territories(cell.territory(), codes);
    return warehouse
        .said(collection.datasets(), years)
        .filter(one -> one.said().flow() == flow)
        .filter(one -> territories.contains(one.said().territory()))
        .filter(one -> !one.said().period().lastDay().isAfter(last))
        .collect();
  }

  /**
   * Versions with the same value as one: since the first edition that said so, by the lines of the
   * last.
   *
   * @param versions the newest first
   */
  private static List<Trace.Version> sinceWhen(List<Trace.Version> versions) {
    List<Trace.Version> changes = new ArrayList<>();
    for (Trace.Version version : versions) {
      int last = changes.size() - 1;
      if (last >= 0 && changes.get(last).origin().cents().equals(version.origin().cents())) {
        changes.set(last, new Trace.Version(version.edition(), changes.get(last).origin()));
      } else {
        changes.add(version);
      }
    }
    return List.copyOf(changes);
  }
}
