package exportmatrix.jobs.figures;

import java.math.BigDecimal;

/**
 * What the newest edition that changed a total changed in it.
 *
 * @param edition ISO
 * @param figures how many of the figures that the total is made of
 * @param difference new minus old, in euros
 */
public record Revision(String edition, long figures, BigDecimal difference) {}
