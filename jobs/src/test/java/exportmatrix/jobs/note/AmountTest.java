package exportmatrix.jobs.note;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountTest {

  private static final Grammar ITALIAN = new Italian();
  private static final Grammar ENGLISH = new English();

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "223699998.00    | quasi 224 milioni di euro | almost EUR 224 million",
        "33399999.00     | oltre 33 milioni di euro  | over EUR 33 million",
        "27000001.00     | 27 milioni di euro        | EUR 27 million",
        "4260000.00      | 4,3 milioni di euro       | EUR 4.3 million",
        "1000000.00      | 1 milione di euro         | EUR 1 million",
        "164117274535.00 | oltre 164 miliardi di euro | over EUR 164 billion",
        "53452300837.00  | 53,5 miliardi di euro     | EUR 53.5 billion",
        "999700000.00    | 1 miliardo di euro        | EUR 1 billion",
        "350200.00       | oltre 350 mila euro       | over EUR 350 thousand",
        "145.00          | 145 euro                  | EUR 145",
        "0.00            | 0 euro                    | EUR 0",
        "-4900000000.00  | -4,9 miliardi di euro     | EUR -4.9 billion"
      })
  void isSaidOnTheSideOnWhichItLies(BigDecimal euros, String italian, String english) {
    assertThat(ITALIAN.amount(Amount.headline(euros))).isEqualTo(italian);
    assertThat(ENGLISH.amount(Amount.headline(euros))).isEqualTo(english);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "257099997.00   | quasi 260 milioni di euro",
        "819999998.00   | oltre 800 milioni di euro",
        "198000000.00   | quasi 200 milioni di euro",
        "260000000.00   | 260 milioni di euro",
        "111774979131.00 | oltre 110 miliardi di euro",
        "45586880.00    | quasi 46 milioni di euro"
      })
  void aSumIsSaidBesideARoundNumber(BigDecimal euros, String italian) {
    assertThat(ITALIAN.amount(Amount.round(euros))).isEqualTo(italian);
  }

  @Test
  void noWordIsEverFalse() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      BigDecimal euros = BigDecimal.valueOf((long) Math.pow(10, 2 + 11 * random.nextDouble()), 2);
      for (Amount amount :
          List.of(Amount.rounded(euros), Amount.headline(euros), Amount.round(euros))) {
        BigDecimal number = amount.scale().euros(amount.number());
        boolean holds =
            amount.nearness() == Nearness.ROUNDED
                ? euros.subtract(number).abs().compareTo(halfOfTheLastDigit(amount, euros)) <= 0
                : amount.nearness().holds(euros, number);
        assertThat(holds).as("%s said as %s", euros, ITALIAN.amount(amount)).isTrue();
      }
    }
  }

  private static BigDecimal halfOfTheLastDigit(Amount amount, BigDecimal euros) {
    BigDecimal digit = amount.scale().euros(new BigDecimal("0.5"));
    boolean tenths =
        switch (amount.scale()) {
          case EURO, THOUSAND -> false;
          case MILLION -> euros.compareTo(new BigDecimal("1e7")) < 0;
          case BILLION -> euros.compareTo(new BigDecimal("1e11")) < 0;
        };
    return tenths ? digit.movePointLeft(1) : digit;
  }
}
