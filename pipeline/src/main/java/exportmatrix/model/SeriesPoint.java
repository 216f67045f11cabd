package exportmatrix.model;

import java.io.Serializable;

/**
 * One period's figure of a series.
 *
 * @param ordinal {@link Period#ordinal} of the period
 * @param cents EUR cents; of no meaning unless whole
 * @param whole whether the figure is known whole
 */
public record SeriesPoint(SeriesKey key, int ordinal, long cents, boolean whole)
    implements Serializable {}
