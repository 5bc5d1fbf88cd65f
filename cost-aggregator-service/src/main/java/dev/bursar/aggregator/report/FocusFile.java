package dev.bursar.aggregator.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Charges as the lines of a FOCUS file: comma-separated values as of RFC 4180, UTF-8, a header first. */
final class FocusFile {

    private static final ObjectWriter LINES = CsvMapper.builder()
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .build()
            .writer(CsvSchema.emptySchema().withLineSeparator("\r\n"));

    private FocusFile() {}

    static String header() {
        return lines(List.<String[]>of(
                Arrays.stream(FocusColumn.values()).map(FocusColumn::id).toArray(String[]::new)));
    }

    static String lines(List<String[]> rows) {
        return rows.stream().map(FocusFile::line).collect(Collectors.joining());
    }

    private static String line(String[] row) {
        try {
            return LINES.writeValueAsString(row);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a row of texts can't be written", e);
        }
    }
}
