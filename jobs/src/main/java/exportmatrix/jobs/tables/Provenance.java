package exportmatrix.jobs.tables;

import java.util.List;

/**
 * Where the figures of a set of tables come from: what every file of them says.
 *
 * @param title of the set
 * @param synthetic a warning; empty: the figures are real
 * @param language of the labels, such as it
 * @param lines source, licence, edition and release, one sentence each
 */
public record Provenance(
    String title,
    String synthetic,
    String source,
    String licence,
    String edition,
    String release,
    String language,
    List<String> lines) {}
