package exportmatrix.jobs.note;

import exportmatrix.jobs.figures.Language;
import exportmatrix.model.Period;
import exportmatrix.model.Span;
import java.math.BigDecimal;
import java.util.List;

/** What a language needs to put names, periods and numbers into a sentence. */
interface Grammar {

  static Grammar of(Language language) {
    return switch (language) {
      case it -> new Italian();
      case en -> new English();
    };
  }

  /** {@code il Marocco}, {@code Morocco}. */
  String the(Name name);

  /** {@code del Marocco}, {@code of Morocco}. */
  String of(Name name);

  /** {@code dal Marocco}, {@code from Morocco}. */
  String from(Name name);

  /** {@code verso il Marocco}, {@code to Morocco}. */
  String towards(Name name);

  /** {@code nel primo semestre del 2016}, {@code in the first half of 2016}. */
  String in(Span span, Period period);

  /** {@code primo semestre 2016}, {@code first half of 2016}. */
  String name(Span span, Period period);

  /** {@code quasi 224 milioni di euro}, {@code almost EUR 224 million}. */
  String amount(Amount amount);

  /** The amount without the unit, where the one before it has the same: {@code 27}. */
  String number(Amount amount);

  /** {@code 28,6%}; a sign only below zero. */
  String percent(BigDecimal percent);

  /** {@code del 28,6%}, {@code dello 0,6%}, {@code by 28.6%}: what it grew by. */
  String by(String percent);

  /** {@code del 26,3%}, {@code dell'8,1%}, {@code 26.3%}: what a share is. */
  String of(String percent);

  /** {@code prima}, {@code 11ª}, {@code second largest}; of an exporting region or province. */
  String ordinal(long rank);

  /** {@code seconda}, {@code secondo}, {@code second}: a place among territories or markets. */
  String place(long rank, String dimension);

  /** {@code oltre un quarto} where that is true by the rule of {@link Amount}; else empty. */
  String fraction(double percent);

  /** {@code a, b e c}. */
  Phrase list(List<Phrase> parts);
}
