package exportmatrix.indicators;

import exportmatrix.model.PackedCells.Cell;
import exportmatrix.model.Status;

/** Takes one indicator's outcome into its cell: the value, its status, its companions. */
public final class Sink {

  private final Cell cell;
  private int at;
  private boolean nullable;

  Sink(Cell cell) {
    this.cell = cell;
  }

  void begin(int column, boolean hasStatus) {
    at = column;
    nullable = hasStatus;
  }

  private void because(Status status) {
    if (nullable) {
      cell.set(at + 1, status);
    }
  }

  public void euros(long cents) {
    euros(cents, Status.OK);
  }

  public void euros(long cents, Status status) {
    cell.set(at, cents);
    because(status);
  }

  public void number(double value) {
    number(value, Status.OK);
  }

  public void number(double value, Status status) {
    cell.set(at, value);
    because(status);
  }

  public void count(int value) {
    cell.set(at, (long) value);
    because(Status.OK);
  }

  public void truth(boolean value) {
    cell.set(at, value ? 1L : 0L);
    because(Status.OK);
  }

  /** There is no value, and why. */
  public void none(Status reason) {
    because(reason);
  }

  /**
   * A companion column.
   *
   * @param place after the value and the status, from 0
   * @param value a whole number, or the bits of statuses
   */
  public void companion(int place, long value) {
    cell.set(at + (nullable ? 2 : 1) + place, value);
  }

  /** A companion column that is no whole number. */
  public void companionNumber(int place, double value) {
    cell.set(at + (nullable ? 2 : 1) + place, value);
  }
}
