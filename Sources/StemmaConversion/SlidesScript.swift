/// How python-pptx is asked for the text of slides.
enum SlidesScript {
  /// In Python. Reads a presentation from standard input, and writes Markdown: each slide's title as a
  /// heading (an empty one where it has none), the paragraphs of its boxes in their order, lists of those
  /// in which the layout puts lists, and its notes; a form feed between slides. What stands on every
  /// slide, as numbers and dates do, tables, charts and pictures are left out.
  static let text = #"""
    import sys

    # Nothing is imported from where the script seems to lie.
    del sys.path[0]

    import io
    import string
    import unicodedata

    import pptx
    from pptx.enum.shapes import PP_PLACEHOLDER as Kind
    from pptx.shapes.group import GroupShape

    FILE = io.BytesIO()
    FURNITURE = {Kind.SLIDE_NUMBER, Kind.DATE, Kind.FOOTER, Kind.HEADER}
    LISTS = {Kind.BODY, Kind.OBJECT, Kind.VERTICAL_BODY, Kind.VERTICAL_OBJECT}


    def plain(text):
        visible = (" " if unicodedata.category(c) == "Cc" else c for c in text)
        words = " ".join("".join(visible).split())
        return "".join("\\" + c if c in string.punctuation else c for c in words)


    def boxes(shapes):
        for shape in shapes:
            if isinstance(shape, GroupShape):
                yield from boxes(shape.shapes)
            elif shape.has_text_frame:
                yield shape


    def slide_text(slide):
        title = slide.shapes.title
        yield "# " + plain(title.text_frame.text if title is not None else "")
        for shape in boxes(slide.shapes):
            if title is not None and shape.shape_id == title.shape_id:
                continue
            kind = shape.placeholder_format.type if shape.is_placeholder else None
            if kind in FURNITURE:
                continue
            found = [plain(paragraph.text) for paragraph in shape.text_frame.paragraphs]
            found = [paragraph for paragraph in found if paragraph]
            if kind in LISTS and len(found) > 1:
                yield "\n".join("- " + item for item in found)
            else:
                yield from found
        if slide.has_notes_slide:
            frame = slide.notes_slide.notes_text_frame
            for paragraph in frame.paragraphs if frame is not None else []:
                yield plain(paragraph.text)


    def main():
        if sys.argv[1:] == ["--version"]:
            print(pptx.__version__)
            return
        FILE.write(sys.stdin.buffer.read())
        document = pptx.Presentation(FILE)
        slides = ["\n\n".join(slide_text(slide)) for slide in document.slides]
        sys.stdout.buffer.write("\n\n\f\n\n".join(slides).encode("utf-8", "replace"))


    try:
        main()
    except MemoryError:
        sys.exit("MemoryError")
    except Exception as error:
        # An address in memory is another each time.
        sys.exit(f"{type(error).__name__}: {error}".replace(str(FILE), "it"))
    """#
}
