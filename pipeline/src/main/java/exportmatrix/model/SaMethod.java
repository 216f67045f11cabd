package exportmatrix.model;

/** How a series is adjusted: the two methods that the European Statistical System recommends. */
public enum SaMethod {
  /**
   * ARIMA-model-based, JDemetra+ specification {@code RSAfull}: what ISTAT uses, and the default.
   */
  TRAMO_SEATS,

  /** RegARIMA and moving averages, JDemetra+ specification {@code RSA5c}. */
  X13
}
