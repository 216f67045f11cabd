package exportmatrix.indicators;

import exportmatrix.model.Status;
import java.math.BigDecimal;

/**
 * Takes one indicator's outcome into the row of its cell: the value, its status, its companions.
 */
public final class Sink {

  private final Object[] row;
  private int at;
  private boolean nullable;

  Sink(Object[] row) {
    this.row = row;
  }

  void begin(int column, boolean hasStatus) {
    at = column;
    nullable = hasStatus;
  }

  private void put(Object value, Status status) {
    row[at] = value;
    if (nullable) {
      row[at + 1] = status;
    }
  }

  public void euros(long cents) {
    euros(cents, Status.OK);
  }

  public void euros(long cents, Status status) {
    put(BigDecimal.valueOf(cents, 2), status);
  }

  public void number(double value) {
    number(value, Status.OK);
  }

  public void number(double value, Status status) {
    put(value, status);
  }

  public void count(int value) {
    put(value, Status.OK);
  }

  public void truth(boolean value) {
    put(value, Status.OK);
  }

  /** There is no value, and why. */
  public void none(Status reason) {
    put(null, reason);
  }

  /** A companion column, by its place after the value and the status. */
  public void companion(int place, Object value) {
    row[at + (nullable ? 2 : 1) + place] = value;
  }
}
