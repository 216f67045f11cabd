package exportmatrix.model;

import java.io.Serializable;

/**
 * The calendar of a collection: every base period from the first to the last in the data, without
 * gaps. Index 0 is the first.
 */
public record Timeline(Frequency frequency, int firstOrdinal, int length) implements Serializable {

  public Period period(int index) {
    return new Period(frequency, firstOrdinal + index);
  }

  public int index(int ordinal) {
    return ordinal - firstOrdinal;
  }
}
