package org.ponder.app.eval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Comma-separated values (RFC 4180), as GPQA is published: the first row names the columns, and a
 * quoted value may hold commas, line breaks and doubled quotes.
 */
final class Csv {
    private final String text;
    private int at;

    private Csv(String text) {
        this.text = text;
    }

    /** Each row below the first, by column; empty rows are left out. */
    static List<Map<String, String>> rows(String text) {
        Csv csv = new Csv(text);
        List<String> columns = csv.row();
        List<Map<String, String>> rows = new ArrayList<>();
        while (csv.more()) {
            List<String> values = csv.row();
            if (values.equals(List.of(""))) {
                continue;
            }
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < Math.min(columns.size(), values.size()); i++) {
                row.putIfAbsent(columns.get(i).strip(), values.get(i));
            }
            rows.add(row);
        }
        return rows;
    }

    private boolean more() {
        return at < text.length();
    }

    private List<String> row() {
        List<String> values = new ArrayList<>();
        values.add(value());
        while (more() && text.charAt(at) == ',') {
            at++;
            values.add(value());
        }
        // What stands here is the row's end.
        if (text.startsWith("\r\n", at)) {
            at += 2;
        } else {
            at++;
        }
        return values;
    }

    private String value() {
        StringBuilder value = new StringBuilder();
        if (more() && text.charAt(at) == '"') {
            at++;
            while (more() && (text.charAt(at) != '"' || text.startsWith("\"\"", at))) {
                at += text.charAt(at) == '"' ? 1 : 0;
                value.append(text.charAt(at++));
            }
            at++;
        }
        while (more() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            value.append(text.charAt(at++));
        }
        return value.toString();
    }
}
