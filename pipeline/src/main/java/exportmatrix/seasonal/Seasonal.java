package exportmatrix.seasonal;

import exportmatrix.model.Exchange;
import exportmatrix.model.Flow;
import exportmatrix.model.Frequency;
import exportmatrix.model.Nomenclature;
import exportmatrix.model.Nomenclature.Member;
import exportmatrix.model.Period;
import exportmatrix.model.RevisionPolicy;
import exportmatrix.model.SaMethod;
import exportmatrix.model.SeasonalRules;
import exportmatrix.model.SeasonalTables;
import exportmatrix.model.SeriesKey;
import exportmatrix.model.SeriesPoint;
import exportmatrix.model.Status;
import exportmatrix.model.Table;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * The seasonally adjusted series of a release, shared out among tasks series by series: each that
 * is large enough is adjusted whole, with the model that the last release kept.
 */
public final class Seasonal implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final int TASKS_PER_PROCESSOR = 8;

  /** A model, and the last period of the values that it was estimated on. */
  public record Kept(KeptModel model, String estimatedUntil) implements Serializable {}

  private final SaMethod method;
  private final RevisionPolicy policy;
  private final long thresholdCents;
  private final Frequency frequency;
  private final Nomenclature names;
  private final Map<SeriesKey, Kept> kept;

  /**
   * @param rules with a method
   * @param frequency M or Q, of all series
   * @param names of every code in the series
   * @param kept models of an earlier release; of another method they are left aside
   */
  public Seasonal(
      SeasonalRules rules, Frequency frequency, Nomenclature names, Map<SeriesKey, Kept> kept) {
    this.method = rules.method().orElseThrow();
    this.policy = rules.policy();
    this.thresholdCents = rules.thresholdCents(frequency);
    this.frequency = frequency;
    this.names = names;
    this.kept = new HashMap<>(kept);
  }

  /**
   * The models of an earlier release.
   *
   * @param models rows of {@link SeasonalTables#MODELS}
   */
  public static Map<SeriesKey, Kept> kept(List<Row> models) {
    List<String> columns = SeasonalTables.MODELS.columns();
    int model = columns.indexOf("model");
    int until = columns.indexOf("estimated_until");
    Map<SeriesKey, Kept> kept = new HashMap<>();
    for (Row row : models) {
      if (!row.isNullAt(model)) {
        KeptModel.parse(row.getString(model))
            .ifPresent(
                found ->
                    kept.put(
                        new SeriesKey(
                            Flow.ofCode(row.getString(columns.indexOf("flow"))),
                            row.getString(columns.indexOf("territory")),
                            row.getString(columns.indexOf("market")),
                            row.getString(columns.indexOf("product"))),
                        new Kept(found, row.getString(until))));
      }
    }
    return kept;
  }

  /**
   * @param points of whole series, in any order
   * @return rows of {@link SeasonalTables#FIGURES} and {@link SeasonalTables#MODELS}, see {@link
   *     SeasonalTables#isFigure}
   */
  public JavaRDD<Row> rows(JavaRDD<SeriesPoint> points) {
    int tasks = points.context().defaultParallelism() * TASKS_PER_PROCESSOR;
    return Exchange.bring(points, SeriesPoint.FORM, point -> point.key().hashCode(), tasks)
        .mapPartitions(this::adjusted);
  }

  private Iterator<Row> adjusted(Iterator<SeriesPoint> points) {
    Map<SeriesKey, List<SeriesPoint>> series = new HashMap<>();
    points.forEachRemaining(
        point -> series.computeIfAbsent(point.key(), key -> new ArrayList<>()).add(point));
    return series.entrySet().stream()
        .flatMap(of -> rows(of.getKey(), of.getValue()).stream())
        .iterator();
  }

  List<Row> rows(SeriesKey key, List<SeriesPoint> points) {
    List<SeriesPoint> sorted = new ArrayList<>(points);
    sorted.sort(Comparator.comparingInt(SeriesPoint::ordinal));
    if (!large(sorted)) {
      return List.of();
    }
    RawSeries raw = raw(sorted);
    Kept earlier = kept.get(key);
    Adjustment adjustment =
        new SeasonalAdjustment(method, policy)
            .adjust(raw, earlier == null ? null : earlier.model());
    List<Row> rows = new ArrayList<>();
    for (SeriesPoint point : sorted) {
      rows.add(figure(key, point, point.ordinal() - raw.firstOrdinal(), adjustment));
    }
    rows.add(model(key, raw, adjustment, earlier));
    return rows;
  }

  private boolean large(List<SeriesPoint> sorted) {
    List<SeriesPoint> newest =
        sorted.subList(Math.max(0, sorted.size() - frequency.periodsPerYear()), sorted.size());
    long cents = newest.stream().filter(SeriesPoint::whole).mapToLong(SeriesPoint::cents).sum();
    return cents >= Math.multiplyExact(thresholdCents, newest.size());
  }

  private RawSeries raw(List<SeriesPoint> sorted) {
    int first = sorted.get(0).ordinal();
    int length = sorted.get(sorted.size() - 1).ordinal() - first + 1;
    long[] cents = new long[length];
    boolean[] known = new boolean[length];
    for (SeriesPoint point : sorted) {
      cents[point.ordinal() - first] = point.cents();
      known[point.ordinal() - first] = point.whole();
    }
    return new RawSeries(frequency, first, cents, known);
  }

  private Row figure(SeriesKey key, SeriesPoint point, int index, Adjustment adjustment) {
    Map<String, Object> values = series(key);
    values.put("period", new Period(frequency, point.ordinal()).text());
    values.put("value_eur", point.whole() ? BigDecimal.valueOf(point.cents(), 2) : null);
    if (adjustment.has(index)) {
      values.put("sa_value_eur", BigDecimal.valueOf(adjustment.adjustedCents(index), 2));
      values.put("sa_trend_eur", BigDecimal.valueOf(adjustment.trendCents(index), 2));
    }
    values.put("sa_value_eur_status", adjustment.status().name());
    values.put("sa_trend_eur_status", adjustment.status().name());
    Growth growth = overTheQuarterBefore(adjustment, index);
    values.put("qoq_sa_percent", growth.percent());
    values.put("qoq_sa_percent_status", growth.status().name());
    return row(SeasonalTables.FIGURES, values);
  }

  private record Growth(Double percent, Status status) {}

  private Growth overTheQuarterBefore(Adjustment adjustment, int index) {
    int periods = 3 / frequency.months();
    if (!adjustment.has(index)) {
      return new Growth(null, adjustment.status());
    }
    if (!adjustment.has(index - 2 * periods + 1)) {
      return new Growth(null, Status.NO_PREVIOUS);
    }
    long now = 0;
    long before = 0;
    for (int i = 0; i < periods; i++) {
      now += adjustment.adjustedCents(index - i);
      before += adjustment.adjustedCents(index - periods - i);
    }
    return before > 0
        ? new Growth(100.0 * (now - before) / before, adjustment.status())
        : new Growth(null, Status.ZERO_BASE);
  }

  private Row model(SeriesKey key, RawSeries raw, Adjustment adjustment, Kept earlier) {
    Map<String, Object> values = series(key);
    values.put("method", method.name());
    values.put("policy", policy.name());
    values.put("status", adjustment.status().name());
    values.put("quality", adjustment.quality());
    values.put("reason", adjustment.reason());
    if (adjustment.has(raw.from())) {
      values.put("first_period", raw.period(raw.from()).text());
      values.put("last_period", raw.period(raw.to() - 1).text());
    }
    Kept goingOn =
        adjustment.model() == null || adjustment.applied() != RevisionPolicy.RE_ESTIMATE
            ? earlier
            : new Kept(adjustment.model(), raw.period(raw.to() - 1).text());
    if (goingOn != null) {
      values.put("estimated_until", goingOn.estimatedUntil());
      values.put("specification", goingOn.model().summary());
      values.put("model", goingOn.model().text());
    }
    return row(SeasonalTables.MODELS, values);
  }

  private Map<String, Object> series(SeriesKey key) {
    Map<String, Object> values = new HashMap<>();
    values.put("flow", key.flow().code());
    member(values, "territory", names.territories(), key.territory());
    member(values, "market", names.markets(), key.market());
    member(values, "product", names.products(), key.product());
    return values;
  }

  private static void member(
      Map<String, Object> values, String dimension, Nomenclature.Members names, String code) {
    Member member = names.member(names.number(code));
    values.put(dimension, code);
    values.put(dimension + "_label_it", member.labelIt());
    values.put(dimension + "_label_en", member.labelEn());
  }

  private static Row row(Table table, Map<String, Object> values) {
    return RowFactory.create(table.columns().stream().map(values::get).toArray());
  }
}
