package exportmatrix.reports;

import exportmatrix.model.FileRecord;
import java.time.Instant;
import java.util.List;

/**
 * What a published release says of itself, as far as a later run or a listing asks.
 *
 * @param configuration SHA-256 of everything configured that changes a figure
 * @param codes SHA-256 of the code lists
 * @param cells rows of the cube
 */
public record ManifestView(
    String collection,
    String labelIt,
    String labelEn,
    boolean synthetic,
    String release,
    String edition,
    String schemaVersion,
    String version,
    String configuration,
    String codes,
    Instant startedAt,
    Instant finishedAt,
    List<FileRecord> inputs,
    long cells) {}
