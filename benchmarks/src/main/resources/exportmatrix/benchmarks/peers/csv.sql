-- Copies what ${query} gives to the file ${to} as CSV, on one core and in little memory.

set threads = 1;

set memory_limit = '900MB';

set temp_directory = '${spill}';

copy (${query}) to '${to}' (format csv, header);
