package exportmatrix.model;

import java.io.Serializable;

/**
 * An invariant of a table's rows.
 *
 * @param violation a Spark SQL condition that is true of a row that breaks the invariant
 */
public record Check(String name, String violation, String meaning) implements Serializable {}
