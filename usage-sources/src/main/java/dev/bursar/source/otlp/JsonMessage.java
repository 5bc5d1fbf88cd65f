package dev.bursar.source.otlp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Reads protobuf messages from JSON as OTLP writes them. Protobuf's own JSON reader is not enough: OTLP has ids in hex,
 * where protobuf wants base64.
 */
final class JsonMessage {

    private static final Set<String> IDS = Set.of("trace_id", "span_id", "parent_span_id");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,20}(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,2})?");
    private static final Pattern HEX = Pattern.compile("([0-9a-fA-F]{2})*");
    private static final Map<Descriptor, Map<String, FieldDescriptor>> FIELDS = new ConcurrentHashMap<>();

    private final JsonParser parser;

    JsonMessage(JsonParser parser) {
        this.parser = parser;
    }

    /** The messages of the array that is the current member's value. */
    List<Message> list(Supplier<? extends Message.Builder> builder) throws IOException, Undecodable {
        var messages = new ArrayList<Message>();
        if (parser.nextToken() == JsonToken.VALUE_NULL) {
            return messages;
        }
        require(parser.currentToken() == JsonToken.START_ARRAY, "an array");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            messages.add(message(builder.get()));
        }
        return messages;
    }

    void skip() throws IOException {
        parser.nextToken();
        parser.skipChildren();
    }

    private Message message(Message.Builder into) throws IOException, Undecodable {
        require(parser.currentToken() == JsonToken.START_OBJECT, "an object");
        var fields = FIELDS.computeIfAbsent(into.getDescriptorForType(), JsonMessage::fields);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var field = fields.get(parser.currentName());
            if (parser.nextToken() == JsonToken.VALUE_NULL) {
                continue;
            }
            if (field == null) {
                parser.skipChildren();
            } else if (field.isRepeated()) {
                into.clearField(field);
                elements(into, field);
            } else {
                into.setField(field, value(into, field));
            }
        }
        return into.build();
    }

    private void elements(Message.Builder into, FieldDescriptor field) throws IOException, Undecodable {
        require(parser.currentToken() == JsonToken.START_ARRAY, "an array");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            into.addRepeatedField(field, value(into, field));
        }
    }

    private Object value(Message.Builder into, FieldDescriptor field) throws IOException, Undecodable {
        return switch (field.getJavaType()) {
            case MESSAGE -> message(into.newBuilderForField(field));
            case STRING -> scalar("a string");
            case BOOLEAN -> bool();
            case INT -> (int) whole();
            case LONG -> whole();
            case DOUBLE -> binary();
            case FLOAT -> binary().floatValue();
            case BYTE_STRING -> bytes(field);
            case ENUM -> enumerated(field);
        };
    }

    /**
     * A number or its text: JSON's numbers hold no 64 bits everywhere, so that both are in use; with an exponent too, as
     * protobuf's JSON has them.
     */
    private long whole() throws IOException, Undecodable {
        var text = scalar("a whole number");
        require(DECIMAL.matcher(text).matches(), "a whole number");
        try {
            var number = new BigDecimal(text).toBigIntegerExact();
            require(
                    number.bitLength() <= (number.signum() < 0 ? Long.SIZE - 1 : Long.SIZE),
                    "a whole number of 64 bits");
            return number.longValue();
        } catch (ArithmeticException e) {
            throw wrong("a whole number");
        }
    }

    /** NaN and the infinities are texts. */
    private Double binary() throws IOException, Undecodable {
        try {
            return Double.valueOf(scalar("a number"));
        } catch (NumberFormatException e) {
            throw wrong("a number");
        }
    }

    private boolean bool() throws IOException, Undecodable {
        var text = scalar("true or false");
        require(text.equals("true") || text.equals("false"), "true or false");
        return text.equals("true");
    }

    private ByteString bytes(FieldDescriptor field) throws IOException, Undecodable {
        var text = scalar("a string");
        if (IDS.contains(field.getName()) && HEX.matcher(text).matches()) {
            return ByteString.copyFrom(HexFormat.of().parseHex(text));
        }
        try {
            return ByteString.copyFrom(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw wrong(IDS.contains(field.getName()) ? "an id in hex" : "bytes in base64");
        }
    }

    /** Numbers, as OTLP says; names too, which some senders write. What is unknown is the default. */
    private Object enumerated(FieldDescriptor field) throws IOException, Undecodable {
        var type = field.getEnumType();
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            var named = type.findValueByName(parser.getText());
            if (named != null || !DECIMAL.matcher(parser.getText()).matches()) {
                return named == null ? field.getDefaultValue() : named;
            }
        }
        return type.findValueByNumberCreatingIfUnknown((int) whole());
    }

    private String scalar(String expected) throws IOException, Undecodable {
        require(parser.currentToken().isScalarValue() && parser.currentToken() != JsonToken.VALUE_NULL, expected);
        return parser.getText();
    }

    private void require(boolean fits, String expected) throws Undecodable {
        if (!fits) {
            throw wrong(expected);
        }
    }

    private Undecodable wrong(String expected) {
        var at = parser.currentTokenLocation();
        return new Undecodable("line " + at.getLineNr() + ", column " + at.getColumnNr() + " is not " + expected);
    }

    /** By the names of JSON, and by those of protobuf, which its JSON readers take as well. */
    private static Map<String, FieldDescriptor> fields(Descriptor type) {
        var fields = new HashMap<String, FieldDescriptor>();
        for (var field : type.getFields()) {
            fields.put(field.getName(), field);
            fields.put(field.getJsonName(), field);
        }
        return Map.copyOf(fields);
    }
}
