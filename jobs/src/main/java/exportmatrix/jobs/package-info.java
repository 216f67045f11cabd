/**
 * The command line: one thin class per command, the Spark session, the configuration file and
 * logging.
 */
package exportmatrix.jobs;
