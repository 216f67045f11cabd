package exportmatrix.model;

/** The record at hand of a table, field by field, in the order of its contract. */
public interface Values {

  boolean isNull(int field);

  /** Cents, a whole number, or 0 or 1 for a truth, of a field that is not null. */
  long whole(int field);

  double number(int field);

  String string(int field);
}
