package exportmatrix.model;

import java.util.Iterator;
import java.util.function.Function;

/** What is made of each record, one at a time. */
record Mapped<T, U>(Iterator<T> records, Function<T, U> each) implements Iterator<U> {

  @Override
  public boolean hasNext() {
    return records.hasNext();
  }

  @Override
  public U next() {
    return each.apply(records.next());
  }
}
