package dev.bursar.contract.estimate;

import dev.bursar.contract.estimate.Prompt.Size;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Reads how large an image is from its first bytes: PNG, GIF, JPEG and WebP. The picture itself is not looked at. */
final class ImageSize {

    /** Enough for the metadata that cameras put before a JPEG's frame. */
    private static final int MOST_BASE64 = 512 * 1024;

    private final byte[] bytes;

    private ImageSize(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Empty for what is no image that is known here, or ends too early. */
    static Optional<Size> ofBase64(String data) {
        int length = Math.min(data.length(), MOST_BASE64) / 4 * 4;
        try {
            return new ImageSize(Base64.getDecoder().decode(data.substring(0, length))).size();
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private Optional<Size> size() {
        if (startsWith(0, "\u0089PNG")) {
            return size(big(16, 4), big(20, 4));
        }
        if (startsWith(0, "GIF8")) {
            return size(little(6, 2), little(8, 2));
        }
        if (startsWith(0, "RIFF") && startsWith(8, "WEBP")) {
            return webp();
        }
        return bytes.length > 2 && big(0, 2) == 0xFFD8 ? jpeg() : Optional.empty();
    }

    /** The frame header says the size; segments of other kinds stand before it (ITU T.81, annex B). */
    private Optional<Size> jpeg() {
        int at = 2;
        while (at + 9 < bytes.length && big(at, 1) == 0xFF) {
            int marker = big(at + 1, 1);
            boolean frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
            if (frame) {
                return size(big(at + 7, 2), big(at + 5, 2));
            }
            at += 2 + big(at + 2, 2);
        }
        return Optional.empty();
    }

    private Optional<Size> webp() {
        if (startsWith(12, "VP8X")) {
            return size(1 + little(24, 3), 1 + little(27, 3));
        }
        if (startsWith(12, "VP8L")) {
            long packed = little(21, 4) & 0xFFFFFFFFL;
            return size((int) (packed & 0x3FFF) + 1, (int) (packed >> 14 & 0x3FFF) + 1);
        }
        return size(little(26, 2) & 0x3FFF, little(28, 2) & 0x3FFF);
    }

    private static Optional<Size> size(int width, int height) {
        return width > 0 && height > 0 ? Optional.of(new Size(width, height)) : Optional.empty();
    }

    private boolean startsWith(int at, String signature) {
        var expected = signature.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < expected.length; i++) {
            if (at + i >= bytes.length || bytes[at + i] != expected[i]) {
                return false;
            }
        }
        return true;
    }

    private int big(int at, int length) {
        int value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | bytes[at + i] & 0xFF;
        }
        return value;
    }

    private int little(int at, int length) {
        int value = 0;
        for (int i = length - 1; i >= 0; i--) {
            value = value << 8 | bytes[at + i] & 0xFF;
        }
        return value;
    }
}
