package exportmatrix.aggregate;

/** Market and product of a cell; its territory and flow are known from where it stands. */
record CellKey(String market, String product) {}
