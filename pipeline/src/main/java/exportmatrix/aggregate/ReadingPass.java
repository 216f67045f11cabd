package exportmatrix.aggregate;

import exportmatrix.model.Observation;
import exportmatrix.model.Series;
import exportmatrix.model.ValueStatus;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * Joins neighbouring observations of one cell, so that its names are passed on once, and notes what
 * all of them speak of.
 *
 * <p>Observations in any order in; out, figures of cells and, at the end, one {@link Spoken}. The
 * more rows of a cell stand beside each other in the order of their periods, the fewer figures.
 */
final class ReadingPass implements Iterator<Told> {

  /** Base periods that one record spans at most: a few years. */
  private static final int MOST = 64;

  private final Iterator<Observation> observations;
  private final Listening listening;
  private final Map<String, Integer> editions = new HashMap<>();
  private final List<Observation> joined = new ArrayList<>();
  private Observation ahead;
  private boolean ended;

  ReadingPass(Iterator<Observation> observations, Levels levels) {
    this.observations = observations;
    this.listening = new Listening(levels);
  }

  /** The figures alone. */
  static Iterator<CellFigures> figures(Iterator<Observation> observations, Levels levels) {
    List<CellFigures> figures = new ArrayList<>();
    new ReadingPass(observations, levels)
        .forEachRemaining(
            told -> {
              if (told instanceof CellFigures of) {
                figures.add(of);
              }
            });
    return figures.iterator();
  }

  @Override
  public boolean hasNext() {
    return !ended;
  }

  @Override
  public Told next() {
    if (ended) {
      throw new NoSuchElementException();
    }
    joined.clear();
    if (ahead == null) {
      advance();
    }
    while (ahead != null && (joined.isEmpty() || follows(ahead))) {
      joined.add(ahead);
      advance();
    }
    if (joined.isEmpty()) {
      ended = true;
      return listening.spoken();
    }
    listening.hear(joined);
    return figures();
  }

  private void advance() {
    ahead = observations.hasNext() ? observations.next() : null;
  }

  private boolean follows(Observation o) {
    Observation first = joined.get(0);
    return o.product().equals(first.product())
        && o.market().equals(first.market())
        && o.territory().equals(first.territory())
        && o.flow() == first.flow()
        && o.dataset().equals(first.dataset())
        && o.periodOrdinal() > joined.get(joined.size() - 1).periodOrdinal()
        && o.periodOrdinal() - first.periodOrdinal() < MOST;
  }

  private CellFigures figures() {
    Observation first = joined.get(0);
    int from = first.periodOrdinal();
    Series stated = new Series(joined.get(joined.size() - 1).periodOrdinal() - from + 1);
    for (Observation o : joined) {
      put(stated, o.periodOrdinal() - from, o);
    }
    return new CellFigures(
        first.dataset(),
        first.flow(),
        first.territory(),
        first.market(),
        first.product(),
        from,
        stated);
  }

  private void put(Series series, int index, Observation o) {
    int edition =
        editions.computeIfAbsent(o.edition(), text -> (int) LocalDate.parse(text).toEpochDay());
    int flags = Series.PRESENT | Series.REPORTED;
    if (o.cents() == null) {
      flags |= o.status() == ValueStatus.CONFIDENTIAL ? Series.CONFIDENTIAL : Series.INCOMPLETE;
    }
    series.put(index, o.cents() == null ? 0 : o.cents(), flags, edition);
  }
}
