package exportmatrix.jobs.figures;

import exportmatrix.codes.Break;
import exportmatrix.codes.Breaks;
import exportmatrix.codes.Codes;
import exportmatrix.codes.Market;
import exportmatrix.codes.MarketKind;
import exportmatrix.codes.Product;
import exportmatrix.codes.Products;
import exportmatrix.codes.Territory;
import exportmatrix.jobs.console.Nearest;
import exportmatrix.jobs.console.UsageException;
import exportmatrix.model.DatasetSpec.ProductScheme;
import exportmatrix.model.ProductLevel;
import exportmatrix.model.TerritoryLevel;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The code lists as a question needs them: by dimension. */
final class CodeBook {

  private final Codes codes;
  private final Products products;

  CodeBook(Codes codes, ProductScheme scheme) {
    this.codes = codes;
    this.products = codes.products(scheme);
  }

  /**
   * The term in the lists' own codes, aliases resolved.
   *
   * @throws UsageException where a code is in no list, or the codes of a sum lie on several levels
   */
  Term known(Dimension dimension, Term term) {
    Term known = new Term(term.codes().stream().map(code -> known(dimension, code)).toList());
    if (known.together()) {
      Set<String> levels = new LinkedHashSet<>();
      known.codes().forEach(code -> levels.add(level(dimension, code)));
      if (levels.size() > 1 || (levels.contains("group") && dimension == Dimension.MARKET)) {
        throw new UsageException(
            "--%s %s: only codes of one level that do not overlap can be added, found %s"
                .formatted(dimension.column(), term.text(), String.join(" and ", levels)));
      }
    }
    return known;
  }

  private String known(Dimension dimension, String word) {
    String code = codes.aliases().resolve(dimension.column(), word);
    if (isCode(dimension, code)) {
      return code;
    }
    Map<String, String> names = names(dimension);
    List<String> near =
        Nearest.to(word, names.keySet()).stream().map(names::get).distinct().toList();
    throw new UsageException(
        "--%s: no code '%s' in the list%s"
            .formatted(
                dimension.column(),
                word,
                near.isEmpty() ? "" : "; did you mean " + String.join(", ", near) + "?"));
  }

  private boolean isCode(Dimension dimension, String code) {
    return switch (dimension) {
      case TERRITORY -> codes.territories().find(code).isPresent();
      case MARKET -> codes.markets().find(code).isPresent();
      case PRODUCT -> products.find(code).isPresent();
    };
  }

  /** Every code and label, with the code and label that it stands for. */
  private Map<String, String> names(Dimension dimension) {
    Map<String, String> names = new LinkedHashMap<>();
    codes(dimension)
        .forEach(
            code -> {
              String shown = code + " (" + label(dimension, code, Language.it) + ")";
              names.put(code, shown);
              for (Language language : Language.values()) {
                names.putIfAbsent(label(dimension, code, language), shown);
              }
            });
    return names;
  }

  private Stream<String> codes(Dimension dimension) {
    return switch (dimension) {
      case TERRITORY -> codes.territories().all().stream().map(Territory::code);
      case MARKET -> codes.markets().all().stream().map(Market::code);
      case PRODUCT -> products.all().stream().map(Product::code);
    };
  }

  /** Code of the level, as the cube writes it. */
  String level(Dimension dimension, String code) {
    return switch (dimension) {
      case TERRITORY -> codes.territories().find(code).get().level().code();
      case MARKET -> codes.markets().find(code).get().level().code();
      case PRODUCT -> products.find(code).get().level().code();
    };
  }

  String label(Dimension dimension, String code, Language language) {
    boolean it = language == Language.it;
    return switch (dimension) {
      case TERRITORY ->
          codes.territories().find(code).map(t -> it ? t.nameIt() : t.nameEn()).orElse(code);
      case MARKET -> codes.markets().find(code).map(m -> it ? m.nameIt() : m.nameEn()).orElse(code);
      case PRODUCT -> products.find(code).map(p -> it ? p.labelIt() : p.labelEn()).orElse(code);
    };
  }

  /** Whether the cube compares the part with that whole, in its ranks and contributions. */
  boolean isParent(Dimension dimension, String whole, String part) {
    return switch (dimension) {
      case TERRITORY -> codes.territories().parentForShares(part).equals(Optional.of(whole));
      case MARKET -> whole.equals(dimension.total);
      case PRODUCT ->
          level(dimension, part).equals(ProductLevel.SECTOR.code())
              ? whole.equals(dimension.total)
              : products.parentOf(part).equals(Optional.of(whole));
    };
  }

  /**
   * Which codes of a level are parts of the whole, residuals of a country included.
   *
   * @param level code of the level
   * @param day of which the members of a market group are taken
   */
  Predicate<String> partsOf(Dimension dimension, String whole, String level, LocalDate day) {
    return switch (dimension) {
      case TERRITORY -> territoriesOf(whole, level)::contains;
      case MARKET ->
          part -> whole.equals(dimension.total) || codes.markets().isMember(whole, part, day);
      case PRODUCT ->
          part ->
              whole.equals(dimension.total)
                  || products
                      .ancestor(part, products.find(whole).get().level())
                      .map(Product::code)
                      .equals(Optional.of(whole));
    };
  }

  private Set<String> territoriesOf(String whole, String level) {
    Set<String> parts = new HashSet<>(codes.territories().residualsOf(whole));
    codes
        .territories()
        .partsOf(whole, TerritoryLevel.valueOf(level.toUpperCase(Locale.ROOT)))
        .forEach(parts::addAll);
    return parts;
  }

  /** Every territory that a territory is made of, at whatever level, residuals included. */
  Set<String> allBelow(String territory) {
    Set<String> all = new HashSet<>(codes.territories().residualsOf(territory));
    for (TerritoryLevel level : TerritoryLevel.values()) {
      codes.territories().partsOf(territory, level).forEach(all::addAll);
    }
    return all;
  }

  /** Whether the code takes part in ranks: no residuals, special markets or groups do. */
  boolean isRanked(Dimension dimension, String code) {
    return switch (dimension) {
      case TERRITORY -> !isResidual(dimension, code);
      case MARKET ->
          codes.markets().find(code).map(m -> m.kind() == MarketKind.COUNTRY).orElse(false);
      case PRODUCT -> true;
    };
  }

  boolean isResidual(Dimension dimension, String code) {
    return dimension == Dimension.TERRITORY
        && codes.territories().find(code).map(Territory::level).orElse(null)
            == TerritoryLevel.RESIDUAL;
  }

  /**
   * Where the territory changed on a day after one and up to another, while a larger one did not.
   */
  Stream<Break> breaks(String territory, LocalDate after, LocalDate last) {
    return codes.breaks().of(Breaks.TERRITORY, territory).stream()
        .filter(b -> b.constant() != null)
        .filter(b -> b.from().isAfter(after) && !b.from().isAfter(last));
  }
}
