package exportmatrix.ingest;

import exportmatrix.ingest.Parsed.Datum;
import exportmatrix.ingest.Statement.Quality;
import exportmatrix.model.Flow;
import exportmatrix.model.Frequency;
import exportmatrix.model.ValueStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * The statements of one task, in the order of their keys: year, territory, flow, market, product,
 * period, edition.
 *
 * <p>A task has a million of them. They are held column by column, texts as numbers, and put in
 * order by counting, column after column: an object each and a hash table of keys would take four
 * times the memory and most of the time.
 */
final class SortedStatements {

  private static final Flow[] FLOWS = Flow.values();
  private static final Quality[] MEASURES = Quality.values();
  private static final ValueStatus[] STATUSES = ValueStatus.values();

  /** Bits of a mark: the measure, whether there is a number, the status above them. */
  private static final int MEASURE = 1;

  private static final int NUMBER = 2;
  private static final int STATUS = 2;

  private final int periodsPerYear;
  private final Texts editions = new Texts();
  private final Texts territories = new Texts();
  private final Texts markets = new Texts();
  private final Texts products = new Texts();

  private int[] files = new int[1 << 10];
  private long[] lines = new long[1 << 10];
  private int[] cells = new int[1 << 10];
  private int[] flows = new int[1 << 10];
  private int[] periods = new int[1 << 10];
  private int[] edition = new int[1 << 10];
  private int[] territory = new int[1 << 10];
  private int[] market = new int[1 << 10];
  private int[] product = new int[1 << 10];
  private byte[] marks = new byte[1 << 10];
  private long[] numbers = new long[1 << 10];
  private int count;

  /** Statements of which there is more to say than columns hold: rejected ones above all. */
  private final Map<Integer, Datum> whole = new HashMap<>();

  SortedStatements(Frequency frequency) {
    this.periodsPerYear = frequency.periodsPerYear();
  }

  /** The texts of a column and their numbers. */
  private static final class Texts {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> texts = new ArrayList<>();

    int number(String text) {
      Integer known = numbers.get(text);
      if (known == null) {
        known = texts.size();
        numbers.put(text, known);
        texts.add(text);
      }
      return known;
    }

    String text(int number) {
      return texts.get(number);
    }

    /** Gives the numbers of a column anew, in the order of the texts. */
    void order(int[] column, int length) {
      String[] ordered = texts.toArray(String[]::new);
      Arrays.sort(ordered);
      int[] places = new int[ordered.length];
      for (int place = 0; place < ordered.length; place++) {
        places[numbers.put(ordered[place], place)] = place;
      }
      texts.clear();
      texts.addAll(List.of(ordered));
      for (int row = 0; row < length; row++) {
        column[row] = places[column[row]];
      }
    }
  }

  /**
   * @param datum with flow and period
   */
  @SuppressWarnings("EnumOrdinal") // lives no longer than the task
  void add(Datum datum) {
    if (count == files.length) {
      grow();
    }
    files[count] = datum.fileNo();
    lines[count] = datum.line();
    cells[count] = datum.cell();
    flows[count] = datum.flow().ordinal();
    periods[count] = datum.period();
    edition[count] = editions.number(datum.edition());
    territory[count] = territories.number(Datum.orUnplaced(datum.territory()));
    market[count] = markets.number(Datum.orUnplaced(datum.market()));
    product[count] = products.number(Datum.orUnplaced(datum.product()));
    if (!datum.isPlain()) {
      whole.put(count, datum);
    } else {
      Long number = datum.number();
      int mark = datum.measure().ordinal() | datum.status().ordinal() << STATUS;
      marks[count] = (byte) (number == null ? mark : mark | NUMBER);
      numbers[count] = number == null ? 0 : number;
    }
    count++;
  }

  private void grow() {
    int room = 2 * count;
    files = Arrays.copyOf(files, room);
    lines = Arrays.copyOf(lines, room);
    cells = Arrays.copyOf(cells, room);
    flows = Arrays.copyOf(flows, room);
    periods = Arrays.copyOf(periods, room);
    edition = Arrays.copyOf(edition, room);
    territory = Arrays.copyOf(territory, room);
    market = Arrays.copyOf(market, room);
    product = Arrays.copyOf(product, room);
    marks = Arrays.copyOf(marks, room);
    numbers = Arrays.copyOf(numbers, room);
  }

  /** The statements of each key and edition, key by key; nothing may be added any more. */
  Iterator<List<Datum>> byKey() {
    editions.order(edition, count);
    territories.order(territory, count);
    markets.order(market, count);
    products.order(product, count);
    int[] order = inOrder();
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < order.length;
      }

      @Override
      public List<Datum> next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        int first = order[next++];
        if (next == order.length || !sameKey(first, order[next])) {
          return List.of(datum(first));
        }
        List<Datum> ofKey = new ArrayList<>(2);
        ofKey.add(datum(first));
        while (next < order.length && sameKey(first, order[next])) {
          ofKey.add(datum(order[next++]));
        }
        return ofKey;
      }
    };
  }

  private boolean sameKey(int one, int other) {
    return product[one] == product[other]
        && periods[one] == periods[other]
        && market[one] == market[other]
        && flows[one] == flows[other]
        && territory[one] == territory[other]
        && edition[one] == edition[other];
  }

  private int[] inOrder() {
    int[] order = new int[count];
    int first = Integer.MAX_VALUE;
    int last = Integer.MIN_VALUE;
    for (int row = 0; row < count; row++) {
      order[row] = row;
      first = Math.min(first, periods[row]);
      last = Math.max(last, periods[row]);
    }
    if (count == 0) {
      return order;
    }
    int[] sincePeriod = new int[count];
    int[] sinceYear = new int[count];
    int firstYear = Math.floorDiv(first, periodsPerYear);
    for (int row = 0; row < count; row++) {
      sincePeriod[row] = periods[row] - first;
      sinceYear[row] = Math.floorDiv(periods[row], periodsPerYear) - firstYear;
    }
    order = sorted(order, edition, editions.texts.size());
    order = sorted(order, sincePeriod, last - first + 1);
    order = sorted(order, product, products.texts.size());
    order = sorted(order, market, markets.texts.size());
    order = sorted(order, flows, FLOWS.length);
    order = sorted(order, territory, territories.texts.size());
    return sorted(order, sinceYear, Math.floorDiv(last, periodsPerYear) - firstYear + 1);
  }

  /** Rows in the order of a column, those of equal value as they were. */
  private static int[] sorted(int[] rows, int[] column, int values) {
    if (values == 1) {
      return rows;
    }
    int[] places = new int[values + 1];
    for (int row : rows) {
      places[column[row] + 1]++;
    }
    for (int value = 1; value <= values; value++) {
      places[value] += places[value - 1];
    }
    int[] sorted = new int[rows.length];
    for (int row : rows) {
      sorted[places[column[row]]++] = row;
    }
    return sorted;
  }

  private Datum datum(int row) {
    Datum known = whole.isEmpty() ? null : whole.get(row);
    if (known != null) {
      return known;
    }
    Quality measure = MEASURES[marks[row] & MEASURE];
    Long number = (marks[row] & NUMBER) == 0 ? null : (Long) numbers[row];
    return new Datum(
        files[row],
        editions.text(edition[row]),
        lines[row],
        cells[row],
        FLOWS[flows[row]],
        periods[row],
        territories.text(territory[row]),
        markets.text(market[row]),
        products.text(product[row]),
        measure,
        measure == Quality.VALUE ? number : null,
        measure == Quality.VALUE ? null : number,
        STATUSES[marks[row] >> STATUS],
        0,
        null,
        null);
  }
}
