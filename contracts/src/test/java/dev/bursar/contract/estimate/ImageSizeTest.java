package dev.bursar.contract.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.estimate.Prompt.Size;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageSizeTest {

    @ParameterizedTest
    @ValueSource(strings = {"png", "gif", "jpg"})
    void theSizeOfARealImageIsRead(String format) throws IOException {
        // Given
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(640, 7, BufferedImage.TYPE_INT_RGB), format, bytes);

        // When
        var size = ImageSize.ofBase64(Base64.getEncoder().encodeToString(bytes.toByteArray()));

        // Then
        assertThat(size).contains(new Size(640, 7));
    }

    /** WebP: RFC 9649, sections 2.5 to 2.7. */
    @ParameterizedTest
    @CsvSource({
        "524946460000000057454250565038580a000000000000007f02000600000000, 640, 7",
        "52494646000000005745425056503820000000000000009d012a8002070000,   640, 7",
        "5249464600000000574542505650384c000000002f7f82010000000000,       640, 7"
    })
    void theThreeKindsOfWebPSayTheirSize(String hex, int width, int height) {
        // When
        var size = ImageSize.ofBase64(
                Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex)));

        // Then
        assertThat(size).contains(new Size(width, height));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "not base64!", "iVBORw0KGgo=", "/9j/", "/9j/4AAQSkZJRg=="})
    void whatEndsTooEarlyOrIsNoImageHasNoSize(String data) {
        assertThat(ImageSize.ofBase64(data)).isEmpty();
    }
}
