package exportmatrix.model;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;

/**
 * Walks rows that are sorted by a key, run by run: the rows of one key after the other, without
 * holding more of them than the work on a run does.
 */
public final class Runs {

  private Runs() {}

  /**
   * @param rows sorted so that rows of equal key are neighbours
   * @param work is given the rows of one key and gives what comes out of them; what it leaves
   *     unread is skipped
   */
  public static <T, R> Iterator<R> of(
      Iterator<T> rows, Function<T, ?> key, Function<Iterator<T>, Iterator<R>> work) {
    return new Iterator<>() {
      private T next = rows.hasNext() ? rows.next() : null;
      private Iterator<R> out = Collections.emptyIterator();

      @Override
      public boolean hasNext() {
        while (!out.hasNext() && next != null) {
          Iterator<T> run = run(key.apply(next));
          out = work.apply(run);
          run.forEachRemaining(row -> {});
        }
        return out.hasNext();
      }

      @Override
      public R next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return out.next();
      }

      private Iterator<T> run(Object current) {
        return new Iterator<>() {
          @Override
          public boolean hasNext() {
            return next != null && key.apply(next).equals(current);
          }

          @Override
          public T next() {
            if (!hasNext()) {
              throw new NoSuchElementException();
            }
            T row = next;
            next = rows.hasNext() ? rows.next() : null;
            return row;
          }
        };
      }
    };
  }
}
