package exportmatrix.model;

import java.io.Serializable;
import java.util.List;

/**
 * Datasets that are one consistent body of figures, with their own cube and reports.
 *
 * @param synthetic invented values: said in the manifest, the catalog and every printed table
 * @param datasets of one frequency and one product scheme; where two state the same cell the first
 *     named wins
 * @param homeRegion its provinces get JSON reports; null: none
 * @param groups market groups that are computed; groups that a source reports itself are always
 *     kept
 * @param spans spans that are published; those that the frequency cannot give are left out
 * @param products product levels that are published for every market; see {@code worldProducts}
 * @param worldProducts product levels published for WORLD and the market groups alone
 * @param indicators ids that are computed; empty: those that the reports name
 */
public record CollectionSpec(
    String id,
    String labelIt,
    String labelEn,
    boolean synthetic,
    String source,
    String licence,
    List<String> datasets,
    String homeRegion,
    List<String> groups,
    List<Span> spans,
    List<ProductLevel> products,
    List<ProductLevel> worldProducts,
    List<String> indicators)
    implements Serializable {}
