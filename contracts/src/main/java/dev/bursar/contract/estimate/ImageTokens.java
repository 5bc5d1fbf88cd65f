package dev.bursar.contract.estimate;

import dev.bursar.contract.estimate.Prompt.Image;
import dev.bursar.contract.estimate.Prompt.Size;
import dev.bursar.contract.estimate.TokenCount.Method;
import dev.bursar.contract.pricing.ModelName;

/**
 * What an image counts for, as the providers' guides say it: by tiles at OpenAI
 * (https://platform.openai.com/docs/guides/images-vision) and Google (https://ai.google.dev/gemini-api/docs/image-understanding),
 * by its area at Anthropic (https://platform.claude.com/docs/en/build-with-claude/vision). Always an approximation: providers
 * scale images before they count.
 */
final class ImageTokens {

    /** Where nothing is known: a large one. */
    private static final long MOST = 4_800;

    private ImageTokens() {}

    static TokenCount of(String model, Image image) {
        var name = ModelName.canonical(model);
        if (name.startsWith("claude")) {
            return byArea(image);
        }
        if (name.startsWith("gemini") || name.startsWith("gemma")) {
            return gemini(image);
        }
        return name.startsWith("gpt-") || name.matches("o[134].*|chatgpt.*|computer-use.*")
                ? openAi(name, image)
                : byArea(image);
    }

    /** One token for 750 square pixels; the older models see at most 1,600 tokens of an image, the newest 4,784. */
    private static TokenCount byArea(Image image) {
        return image.size()
                .map(size -> {
                    long tokens = Math.min(MOST, ceil((long) size.width() * size.height(), 750));
                    return new TokenCount(Math.min(tokens, 1_600), tokens, Method.APPROXIMATE);
                })
                .orElse(new TokenCount(1_600, MOST, Method.APPROXIMATE));
    }

    /** 258 for a tile of 768 pixels squared, or 1,120 for the whole from Gemini 3 on. */
    private static TokenCount gemini(Image image) {
        long tiles = image.size()
                .map(size -> size.width() <= 384 && size.height() <= 384
                        ? 258
                        : 258 * ceil(size.width(), 768) * ceil(size.height(), 768))
                .orElse(MOST);
        return new TokenCount(1_120, Math.max(1_120, Math.min(tiles, 20 * 258)), Method.APPROXIMATE);
    }

    /** A base, and as much for each tile of 512 pixels squared after scaling; the small models count several times that. */
    private static TokenCount openAi(String name, Image image) {
        boolean small = name.startsWith("gpt-4o-mini");
        long base = small ? 2_833 : 85;
        long tile = small ? 5_667 : 170;
        if (image.low()) {
            return TokenCount.exactly(base, Method.APPROXIMATE);
        }
        // The longest that scaling leaves is 768 by 2048 pixels: eight tiles.
        long most = base + 8 * tile;
        return image.size()
                .map(size -> TokenCount.exactly(base + tile * tiles(size), Method.APPROXIMATE))
                .orElse(new TokenCount(base + 4 * tile, most, Method.APPROXIMATE));
    }

    /** Scaled into 2048 squared, then to a shortest side of 768; never up. */
    private static long tiles(Size size) {
        long width = size.width();
        long height = size.height();
        long longest = Math.max(width, height);
        if (longest > 2_048) {
            width = Math.max(1, width * 2_048 / longest);
            height = Math.max(1, height * 2_048 / longest);
        }
        long shortest = Math.min(width, height);
        if (shortest > 768) {
            width = ceil(width * 768, shortest);
            height = ceil(height * 768, shortest);
        }
        return ceil(width, 512) * ceil(height, 512);
    }

    private static long ceil(long amount, long by) {
        return (amount + by - 1) / by;
    }
}
