package exportmatrix.aggregate;

import exportmatrix.model.Flow;
import exportmatrix.model.Frequency;
import exportmatrix.model.Observation;
import exportmatrix.model.Packing;
import exportmatrix.model.Packing.Unpacking;
import java.io.Serializable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What some observations speak of.
 *
 * @param products those that they name
 */
record Spoken(Map<Slice, Slice.Content> slices, Set<String> products)
    implements Told, Serializable {

  Spoken() {
    this(new HashMap<>(), new HashSet<>());
  }

  static Spoken of(Iterator<Observation> observations, Levels levels) {
    Listening listening = new Listening(levels);
    observations.forEachRemaining(o -> listening.hear(List.of(o)));
    return listening.spoken();
  }

  void add(Spoken other) {
    other.slices.forEach(
        (slice, of) -> slices.computeIfAbsent(slice, s -> new Slice.Content()).add(of));
    products.addAll(other.products);
  }

  void writeTo(Packing to) {
    to.integer(slices.size());
    slices.forEach(
        (slice, content) -> {
          to.text(slice.dataset());
          to.text(slice.flow().name());
          to.text(slice.frequency().name());
          to.integer(slice.periodOrdinal());
          to.text(slice.territory());
          to.text(slice.marketLevel());
          to.text(slice.productLevel());
          content.writeTo(to);
        });
    to.integer(products.size());
    products.forEach(to::text);
  }

  static Spoken readFrom(Unpacking from) {
    Spoken spoken = new Spoken();
    for (int left = from.integer(); left > 0; left--) {
      Slice slice =
          new Slice(
              from.text(),
              Flow.valueOf(from.text()),
              Frequency.valueOf(from.text()),
              from.integer(),
              from.text(),
              from.text(),
              from.text());
      spoken.slices.put(slice, Slice.Content.readFrom(from));
    }
    for (int left = from.integer(); left > 0; left--) {
      spoken.products.add(from.text());
    }
    return spoken;
  }
}
