package exportmatrix.model;

import java.io.Serializable;
import java.util.Objects;

/** Whose figures along time: of a flow, a territory, a market and a product or sector. */
public record SeriesKey(Flow flow, String territory, String market, String product)
    implements Serializable {

  /** The same in every JVM, which the hash of an enum is not: keys travel. */
  @Override
  public int hashCode() {
    return Objects.hash(flow.code(), territory, market, product);
  }
}
