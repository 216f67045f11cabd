package exportmatrix.jobs.figures;

/** A place in the cube, of which each coordinate may be several codes together. */
record At(Term territory, Term market, Term product) {

  Term term(Dimension dimension) {
    return switch (dimension) {
      case TERRITORY -> territory;
      case MARKET -> market;
      case PRODUCT -> product;
    };
  }

  At with(Dimension dimension, Term term) {
    return switch (dimension) {
      case TERRITORY -> new At(term, market, product);
      case MARKET -> new At(territory, term, product);
      case PRODUCT -> new At(territory, market, term);
    };
  }

  At with(Dimension dimension, String code) {
    return with(dimension, Term.of(code));
  }

  String text() {
    return "territory %s, market %s, product %s"
        .formatted(territory.text(), market.text(), product.text());
  }
}
