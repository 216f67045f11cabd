/**
 * What all commands share in talking to a person: tables of text, and words for what went wrong.
 */
package exportmatrix.jobs.console;
