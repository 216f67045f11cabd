package exportmatrix.codes;

import exportmatrix.model.ProductLevel;
import java.io.Serializable;

/**
 * What is traded, at one level of a scheme, or a programme sector.
 *
 * @param parent one level up; null for the total
 * @param labelIt the code itself where the list has no label
 * @param labelEn the Italian label where the list has no English one
 */
public record Product(
    String code, ProductLevel level, String parent, String labelIt, String labelEn)
    implements Serializable {}
