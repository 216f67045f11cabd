package exportmatrix.ingest;

import exportmatrix.codes.Codes;
import exportmatrix.ingest.Statement.Quality;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.DatasetSpec.Layout;
import exportmatrix.model.DatasetSpec.Measure;
import exportmatrix.model.Flow;
import exportmatrix.model.Frequency;
import exportmatrix.model.Period;
import exportmatrix.model.ProductLevel;
import exportmatrix.model.RejectReason;
import exportmatrix.model.ValueStatus;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Turns a raw statement into what it means, with all reasons to reject it that it shows by itself.
 *
 * <p>A row that the configuration leaves out is filtered whatever else is wrong with it, except
 * that a row which cannot be taken apart is always rejected. Not for several threads at once.
 */
final class Interpreter {

  /** Codes that IstatData, Eurostat and a dataset's own value columns may use. */
  private static final Map<String, Measure> INDICATORS = indicators();

  /** Known, left out, and not money. */
  private static final Set<String> OTHER_UNITS = Set.of("SUPPLEMENTARY_QUANTITY");

  private static final Map<String, Flow> FLOWS =
      Map.of(
          "1", Flow.IMPORT,
          "2", Flow.EXPORT,
          "IMPORT", Flow.IMPORT,
          "EXPORT", Flow.EXPORT,
          "IMP", Flow.IMPORT,
          "EXP", Flow.EXPORT);

  private static final Set<String> RAW_DATA = Set.of("", "N", "NSA");

  /** SDMX frequencies that are no M, Q or A: such rows are left out, not wrong. */
  private static final Set<String> OTHER_FREQUENCIES =
      Set.of("D", "B", "W", "H", "S", "T", "I", "N");

  /** The 52nd month of Comext's bulk files: the year. */
  private static final Pattern COMEXT_YEAR = Pattern.compile("\\d{4}52");

  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 2100;

  /** More than the trade of the whole world in a century; keeps sums within 64 bits. */
  private static final long LEAST_TOO_LARGE = 10_000_000_000_000_000L;

  private static final BigDecimal TOO_LARGE = BigDecimal.valueOf(LEAST_TOO_LARGE);

  /** Digits that a 64-bit integer always holds. */
  private static final int SHORT = 18;

  private static final int CACHED_CODES = 100_000;

  private final DatasetSpec spec;
  private final Codes codes;
  private final Marks marks;
  private final BigDecimal centsPerUnit;
  private final Map<Role, String> constants = new EnumMap<>(Role.class);
  private final Map<Role, Map<String, String>> ownCodes = new EnumMap<>(Role.class);
  private final Known<Optional<Period>> periods = new Known<>(Interpreter::parsedPeriod);
  private final Known<Optional<String>> territories = new Known<>(this::territory);
  private final Known<Optional<String>> markets = new Known<>(this::market);
  private final Known<Optional<String>> products = new Known<>(this::product);
  private final Known<Optional<Measure>> measures = new Known<>(this::measure);
  private final Known<Optional<Flow>> flows = new Known<>(Interpreter::statedFlow);
  private final Known<String> frequencies = new Known<>(text -> text.toUpperCase(Locale.ROOT));
  private final Known<Boolean> rawData =
      new Known<>(text -> RAW_DATA.contains(text.toUpperCase(Locale.ROOT)));
  private final Known<Boolean> ownUnits = new Known<>(this::isOwnUnit);

  Interpreter(DatasetSpec spec, Codes codes) {
    this.spec = spec;
    this.codes = codes;
    this.marks = marks(spec);
    this.centsPerUnit = BigDecimal.valueOf(spec.unitMultiplier()).movePointRight(2);
    for (Role role : Role.values()) {
      if (spec.constants().containsKey(role.word())) {
        constants.put(role, spec.constants().get(role.word()));
      }
      if (spec.codes().containsKey(role.word())) {
        ownCodes.put(role, spec.codes().get(role.word()));
      }
    }
  }

  /** What texts mean; a text that comes twice in a row, as most do, is not even looked up. */
  private static final class Known<T> {

    private final Function<String, T> find;
    private final Map<String, T> all = new HashMap<>();
    private String last;
    private T ofLast;

    Known(Function<String, T> find) {
      this.find = find;
    }

    T of(String text) {
      if (!text.equals(last)) {
        if (all.size() >= CACHED_CODES) {
          all.clear();
        }
        ofLast = all.computeIfAbsent(text, find);
        last = text;
      }
      return ofLast;
    }
  }

  Statement interpret(RawStatement raw) {
    Set<RejectReason> reasons = EnumSet.noneOf(RejectReason.class);
    if (raw.badEncoding()) {
      reasons.add(RejectReason.BAD_ENCODING);
    }
    if (raw.malformed()) {
      reasons.add(RejectReason.MALFORMED_ROW);
      return new Statement(
          null, null, null, null, null, null, null, null, ValueStatus.REJECTED, false, reasons);
    }
    String indicator = code(raw, Role.INDICATOR);
    Measure measure = indicator == null ? Measure.VALUE : measures.of(indicator).orElse(null);
    Optional<Period> period = period(raw);
    Amount amount = amount(raw, indicator, measure);

    if (leftOut(raw, measure, period)) {
      return new Statement(
          null,
          null,
          null,
          null,
          null,
          null,
          amount.cents,
          null,
          ValueStatus.NORMAL,
          true,
          Set.of());
    }

    if (measure == null) {
      reasons.add(RejectReason.UNKNOWN_INDICATOR);
    }
    if (period.isEmpty() || contradictsFrequency(raw, period.get())) {
      reasons.add(RejectReason.BAD_PERIOD);
      period = Optional.empty();
    }
    Flow flow = flow(raw, measure, reasons);
    String territory =
        place(raw, Role.TERRITORY, territories, RejectReason.UNKNOWN_TERRITORY, reasons);
    String market = place(raw, Role.MARKET, markets, RejectReason.UNKNOWN_MARKET, reasons);
    String product = place(raw, Role.PRODUCT, products, RejectReason.UNKNOWN_PRODUCT, reasons);
    if (quality(measure) != Quality.QUANTITY && !unitAgrees(raw)) {
      reasons.add(RejectReason.UNIT_MISMATCH);
    }
    if (amount.reason != null) {
      reasons.add(amount.reason);
    }
    return new Statement(
        flow,
        period.orElse(null),
        territory,
        market,
        product,
        quality(measure),
        amount.cents,
        amount.grams,
        reasons.isEmpty() ? amount.status : ValueStatus.REJECTED,
        false,
        reasons);
  }

  /** The text of a cell or a constant, by the dataset's own code map; null where nothing says. */
  private String code(RawStatement raw, Role role) {
    String cell = raw.cell(role);
    String text = cell == null ? constants.get(role) : cell;
    Map<String, String> own = ownCodes.get(role);
    return text == null || own == null ? text : own.getOrDefault(text, text);
  }

  private boolean leftOut(RawStatement raw, Measure measure, Optional<Period> period) {
    if (!raw.kept() || measure == Measure.FILTERED) {
      return true;
    }
    String adjustment = code(raw, Role.ADJUSTMENT);
    if (adjustment != null && !rawData.of(adjustment)) {
      return true;
    }
    String frequency = frequency(raw);
    if (frequency.isEmpty()) {
      return period.isPresent() && period.get().frequency() != spec.frequency();
    }
    return !frequency.equals(spec.frequency().name())
        && (OTHER_FREQUENCIES.contains(frequency) || isFrequency(frequency));
  }

  private String frequency(RawStatement raw) {
    String frequency = code(raw, Role.FREQUENCY);
    return frequency == null ? "" : frequencies.of(frequency);
  }

  private static boolean isFrequency(String letter) {
    for (Frequency frequency : Frequency.values()) {
      if (frequency.name().equals(letter)) {
        return true;
      }
    }
    return false;
  }

  private boolean contradictsFrequency(RawStatement raw, Period period) {
    String frequency = frequency(raw);
    return period.frequency() != spec.frequency()
        || (!frequency.isEmpty() && !frequency.equals(spec.frequency().name()));
  }

  private Optional<Period> period(RawStatement raw) {
    String text = code(raw, Role.PERIOD);
    return periods.of(text == null ? "" : text);
  }

  private static Optional<Period> parsedPeriod(String text) {
    String plain = COMEXT_YEAR.matcher(text).matches() ? text.substring(0, 4) : text;
    return Period.parse(plain).filter(p -> p.year() >= FIRST_YEAR && p.year() <= LAST_YEAR);
  }

  private Optional<Measure> measure(String indicator) {
    Measure own = spec.indicators().get(indicator);
    return Optional.ofNullable(
        own != null ? own : INDICATORS.get(indicator.toUpperCase(Locale.ROOT)));
  }

  private Flow flow(RawStatement raw, Measure measure, Set<RejectReason> reasons) {
    String text = code(raw, Role.FLOW);
    Flow byIndicator = flow(measure);
    if (text == null) {
      if (byIndicator == null && measure != null) {
        reasons.add(RejectReason.UNKNOWN_FLOW);
      }
      return byIndicator;
    }
    Flow stated = flows.of(text).orElse(null);
    if (stated == null || (byIndicator != null && byIndicator != stated)) {
      reasons.add(RejectReason.UNKNOWN_FLOW);
      return null;
    }
    return stated;
  }

  private static Optional<Flow> statedFlow(String text) {
    return Optional.ofNullable(FLOWS.get(text.toUpperCase(Locale.ROOT)));
  }

  private String place(
      RawStatement raw,
      Role role,
      Known<Optional<String>> known,
      RejectReason unknown,
      Set<RejectReason> reasons) {
    String text = code(raw, role);
    Optional<String> found = text == null ? Optional.empty() : known.of(text);
    if (found.isEmpty()) {
      reasons.add(unknown);
    }
    return found.orElse(null);
  }

  private Optional<String> territory(String code) {
    String own = codes.aliases().resolve("territory", code);
    return codes
        .territories()
        .find(own)
        .or(() -> codes.territories().find(codes.aliases().resolve("market", code)))
        .map(territory -> territory.code());
  }

  private Optional<String> market(String code) {
    return codes
        .markets()
        .find(codes.aliases().resolve("market", code))
        .map(market -> market.code());
  }

  private Optional<String> product(String code) {
    return codes
        .products(spec.scheme())
        .find(codes.aliases().resolve("product", code))
        .filter(product -> product.level() != ProductLevel.SECTOR)
        .map(product -> product.code());
  }

  /** Whether unit and multiplier, where the file states them, are the dataset's. */
  private boolean unitAgrees(RawStatement raw) {
    String multiplier = code(raw, Role.UNIT_MULTIPLIER);
    if (multiplier != null && !multiplier.isEmpty() && power(multiplier) != spec.unitMultiplier()) {
      return false;
    }
    String unit = code(raw, Role.UNIT);
    return unit == null || ownUnits.of(unit);
  }

  private boolean isOwnUnit(String unit) {
    return switch (unit.toUpperCase(Locale.ROOT)) {
      case "", "EUR", "EURO", "EUROS" -> true;
      case "THS_EUR", "KEUR" -> spec.unitMultiplier() == 1_000;
      case "MIO_EUR", "MEUR" -> spec.unitMultiplier() == 1_000_000;
      default -> false;
    };
  }

  private static long power(String exponent) {
    return switch (exponent) {
      case "0" -> 1;
      case "3" -> 1_000;
      case "6" -> 1_000_000;
      default -> -1;
    };
  }

  /** What stands in the value's place: a number in its unit, a status, or a reason to reject. */
  private record Amount(Long cents, Long grams, ValueStatus status, RejectReason reason) {}

  private Amount amount(RawStatement raw, String indicator, Measure measure) {
    String text = raw.cell(Role.VALUE) == null ? "" : raw.cell(Role.VALUE);
    String status = code(raw, Role.STATUS);
    String confidentiality = code(raw, Role.CONFIDENTIALITY);
    ValueStatus symbol = Flags.ofSymbol(text);
    if (symbol != null && !symbol.hasNumber()) {
      return new Amount(null, null, Flags.withoutNumber(symbol, status, confidentiality), null);
    }
    ValueStatus withNumber = Flags.withNumber(status, confidentiality);
    if (!withNumber.hasNumber()) {
      return new Amount(null, null, withNumber, null);
    }
    Long whole = symbol != null ? (Long) 0L : whole(text, scale(measure));
    if (whole == null) {
      return new Amount(null, null, ValueStatus.REJECTED, RejectReason.BAD_VALUE);
    }
    boolean money =
        quality(measure) != Quality.QUANTITY
            && (indicator == null || !OTHER_UNITS.contains(indicator));
    return new Amount(
        money ? whole : null,
        quality(measure) == Quality.QUANTITY ? whole : null,
        withNumber,
        whole < 0 ? RejectReason.NEGATIVE_VALUE : null);
  }

  /** What one unit of the cell is in cents, or in thousandths of a kilogram. */
  private BigDecimal scale(Measure measure) {
    if (quality(measure) != Quality.QUANTITY) {
      return centsPerUnit;
    }
    return BigDecimal.valueOf(measure == Measure.QUANTITY_100KG ? 100_000 : 1_000);
  }

  /** A number in cents or grams; null where it is no number, none that is whole, or too large. */
  private Long whole(String text, BigDecimal scale) {
    if (text.length() <= SHORT && !text.isEmpty() && isDigits(text)) {
      long number = Long.parseLong(text);
      long times = scale.longValueExact();
      return number > (LEAST_TOO_LARGE - 1) / times ? null : (Long) (number * times);
    }
    BigDecimal number = marks.parse(text).map(stated -> stated.multiply(scale)).orElse(null);
    if (number == null || number.abs().compareTo(TOO_LARGE) >= 0) {
      return null;
    }
    try {
      return number.longValueExact();
    } catch (ArithmeticException e) {
      return null;
    }
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static Flow flow(Measure measure) {
    if (measure == null) {
      return null;
    }
    return switch (measure) {
      case EXPORT_VALUE, EXPORT_QUANTITY_KG -> Flow.EXPORT;
      case IMPORT_VALUE, IMPORT_QUANTITY_KG -> Flow.IMPORT;
      case VALUE, QUANTITY_KG, QUANTITY_100KG, FILTERED -> null;
    };
  }

  private static Quality quality(Measure measure) {
    if (measure == null) {
      return null;
    }
    return switch (measure) {
      case VALUE, EXPORT_VALUE, IMPORT_VALUE -> Quality.VALUE;
      case QUANTITY_KG, QUANTITY_100KG, EXPORT_QUANTITY_KG, IMPORT_QUANTITY_KG -> Quality.QUANTITY;
      case FILTERED -> null;
    };
  }

  private static Marks marks(DatasetSpec spec) {
    if (spec.layout() != Layout.DELIMITED) {
      return Marks.POINT;
    }
    String thousands = spec.delimited().thousandsMark();
    return new Marks(
        spec.delimited().decimalMark().charAt(0),
        thousands == null || thousands.isEmpty() ? 0 : thousands.charAt(0));
  }

  private static Map<String, Measure> indicators() {
    Map<String, Measure> known = new HashMap<>();
    for (Measure measure : Measure.values()) {
      known.put(measure.name(), measure);
    }
    known.put("EV", Measure.EXPORT_VALUE);
    known.put("IV", Measure.IMPORT_VALUE);
    for (String code : new String[] {"ESAV", "ISAV", "TBV", "TBSAV", "SUPPLEMENTARY_QUANTITY"}) {
      known.put(code, Measure.FILTERED);
    }
    known.put("VALUE_IN_EUROS", Measure.VALUE);
    known.put("QUANTITY_IN_100KG", Measure.QUANTITY_100KG);
    known.put("QUANTITY_IN_KG", Measure.QUANTITY_KG);
    return Collections.unmodifiableMap(known);
  }
}
