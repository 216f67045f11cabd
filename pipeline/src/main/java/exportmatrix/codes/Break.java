package exportmatrix.codes;

import java.io.Serializable;
import java.time.LocalDate;

/**
 * A day from which on a code means something else than before.
 *
 * @param kind {@link Breaks#TERRITORY}, {@link Breaks#MARKET} or {@link Breaks#PRODUCT}
 * @param from first day of the new meaning
 * @param constant a territory that contains this one and has not changed; null: none is known
 * @param note what changed, and where the day is from; empty: nothing is said
 */
public record Break(String kind, String code, LocalDate from, String constant, String note)
    implements Serializable {}
