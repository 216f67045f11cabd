package exportmatrix.codes;

import exportmatrix.model.TerritoryLevel;
import exportmatrix.model.Wording;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Italy and its parts, with the foreign countries that can stand beside it as reporters.
 *
 * <p>Province, region, macro-area and country are a tree. The residuals (goods whose province or
 * region is unknown) belong to Italy beside the tree; overlaps (sums of macro-areas, constant
 * areas) stand outside it, above the macro-areas or provinces that they name.
 */
public final class Territories implements Serializable {

  private static final long serialVersionUID = 1L;

  private final LinkedHashMap<String, Territory> italian;
  private final LinkedHashMap<String, Territory> foreign;
  private final LinkedHashMap<String, List<String>> children;

  Territories(Map<String, Territory> italian, Map<String, Territory> foreign) {
    this.italian = new LinkedHashMap<>(italian);
    this.foreign = new LinkedHashMap<>(foreign);
    this.foreign.keySet().removeAll(italian.keySet());
    this.children = new LinkedHashMap<>();
    for (Territory territory : italian.values()) {
      if (territory.overlap()) {
        children.put(
            territory.code(),
            TerritoryList.overlapped(territory.note()).stream()
                .filter(italian::containsKey)
                .collect(Collectors.toCollection(ArrayList::new)));
      } else if (territory.parent() != null && territory.level() != TerritoryLevel.RESIDUAL) {
        children.computeIfAbsent(territory.parent(), p -> new ArrayList<>()).add(territory.code());
      }
    }
    children.replaceAll((parent, codes) -> List.copyOf(codes));
  }

  /** An Italian territory, or a country of the market list as a reporter; never by an alias. */
  public Optional<Territory> find(String code) {
    Territory territory = italian.get(code);
    return Optional.ofNullable(territory != null ? territory : foreign.get(code));
  }

  /** Italy and its parts in the list's order, ended provinces, residuals and overlaps included. */
  public List<Territory> all() {
    return List.copyOf(italian.values());
  }

  /**
   * The territories one level down the tree, at whatever time they exist: provinces of a region,
   * regions of a macro-area, macro-areas of Italy or of an overlap, provinces of a constant area.
   * Residuals and overlaps are no one's children.
   */
  public List<String> childrenOf(String code) {
    return children.getOrDefault(code, List.of());
  }

  /** The region of a province; empty for anything else. */
  public Optional<String> regionOf(String province) {
    return find(province)
        .filter(territory -> territory.level() == TerritoryLevel.PROVINCE)
        .map(Territory::parent);
  }

  /**
   * The sets of territories that together make up a country, macro-area, region or constant area at
   * a finer level: one set for each time at which other territories exist, oldest first. A source
   * that publishes the level completely publishes one of them; residuals come on top. Empty where
   * the level is not below the territory.
   */
  public List<Set<String>> partsOf(String code, TerritoryLevel level) {
    List<Territory> parts = below(code).stream().filter(t -> t.level() == level).toList();
    TreeSet<LocalDate> changes = new TreeSet<>(Set.of(LocalDate.MIN));
    for (Territory part : parts) {
      if (part.validFrom() != null) {
        changes.add(part.validFrom());
      }
      if (part.validTo() != null) {
        changes.add(part.validTo().plusDays(1));
      }
    }
    Set<Set<String>> vintages = new LinkedHashSet<>();
    for (LocalDate day : changes) {
      Set<String> valid = new LinkedHashSet<>();
      parts.stream().filter(part -> part.validOn(day)).forEach(part -> valid.add(part.code()));
      if (!valid.isEmpty()) {
        vintages.add(Collections.unmodifiableSet(valid));
      }
    }
    return List.copyOf(vintages);
  }

  /** Goods of that country whose region or province is unknown; empty for all but Italy. */
  public List<String> residualsOf(String code) {
    return italian.values().stream()
        .filter(t -> t.level() == TerritoryLevel.RESIDUAL && code.equals(t.parent()))
        .map(Territory::code)
        .toList();
  }

  /**
   * The territory of which a share is a share: the region of a province, and of a constant area
   * within one; Italy for regions, macro-areas, residuals and other constant areas; empty for
   * countries and unknown codes.
   */
  public Optional<String> parentForShares(String code) {
    return find(code)
        .flatMap(
            territory ->
                switch (territory.level()) {
                  case COUNTRY -> Optional.empty();
                  case PROVINCE, CONSTANT_AREA -> Optional.of(territory.parent());
                  case REGION, MACRO_AREA, RESIDUAL -> Optional.of(Wording.ITALY);
                });
  }

  private List<Territory> below(String code) {
    Set<Territory> below = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(childrenOf(code));
    while (!open.isEmpty()) {
      String next = open.removeFirst();
      // A list that is about to be refused may run in circles.
      if (below.add(italian.get(next))) {
        open.addAll(childrenOf(next));
      }
    }
    return List.copyOf(below);
  }
}
