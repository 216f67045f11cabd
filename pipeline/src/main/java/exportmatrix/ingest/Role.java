package exportmatrix.ingest;

import exportmatrix.model.ConfigException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a column, a JSON-stat dimension or a constant says about a statement.
 *
 * <p>The names are those that IstatData and Eurostat give it; a dataset's {@code columns} names
 * another.
 */
enum Role {
  FREQUENCY,
  FLOW,
  TERRITORY,
  MARKET,
  PRODUCT,
  PERIOD,
  INDICATOR,
  ADJUSTMENT,
  VALUE,
  QUANTITY,
  STATUS,
  CONFIDENTIALITY,
  UNIT_MULTIPLIER,
  UNIT,
  EDITION;

  /** Without these there is no statement; flow and indicator may stand for each other. */
  static final List<Role> NEEDED = List.of(TERRITORY, MARKET, PRODUCT, PERIOD);

  /** The layouts' own names for it, in upper case, the preferred one first. */
  List<String> columnNames() {
    return switch (this) {
      case FREQUENCY -> List.of("FREQ");
      case FLOW -> List.of("FLOW");
      case TERRITORY -> List.of("REF_AREA", "REPORTER");
      case MARKET -> List.of("PARTNER_COUNTRY", "PARTNER");
      case PRODUCT -> List.of("CPA_ATECO2007_COE", "PRODUCT");
      case PERIOD -> List.of("TIME_PERIOD", "TIME");
      case INDICATOR -> List.of("DATA_TYPE", "INDICATORS");
      case ADJUSTMENT -> List.of("ADJUSTMENT");
      case VALUE -> List.of("OBS_VALUE");
      case QUANTITY -> List.of();
      case STATUS -> List.of("OBS_STATUS", "OBS_FLAG");
      case CONFIDENTIALITY -> List.of("CONF_STATUS");
      case UNIT_MULTIPLIER -> List.of("UNIT_MULT");
      case UNIT -> List.of("UNIT_MEAS", "UNIT");
      case EDITION -> List.of("LAST UPDATE");
    };
  }

  /** The word of the configuration. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Role ofWord(String word, String dataset) {
    return Arrays.stream(values())
        .filter(role -> role.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    "dataset %s: '%s' is no dimension or role; expected one of %s"
                        .formatted(
                            dataset, word, Arrays.stream(values()).map(Role::word).toList())));
  }
}
