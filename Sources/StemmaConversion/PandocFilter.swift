/// What is left out of a document before it is written as Markdown: what leads through a page and is no
/// text of it, pictures, and tables; of links and boxes their content stays, and of tables their captions.
enum PandocFilter {
  /// In Lua, as Pandoc wants it.
  static let text = #"""
    local skipped = { navigation = true, banner = true, contentinfo = true, search = true }

    local function has(list, wanted)
      for _, value in ipairs(list) do
        if value == wanted then return true end
      end
      return false
    end

    function Div(box)
      if skipped[box.attributes.role] or box.identifier == 'nav' or has(box.classes, 'toctree-wrapper') then
        return {}
      end
      return box.content
    end

    function Span(box) return box.content end

    function Link(link)
      if has(link.classes, 'headerlink') or pandoc.utils.stringify(link) == '¶' then return {} end
      return link.content
    end

    function Image() return {} end

    -- A rule in its place parts what stands before it from what stands behind it. A table that Markdown cannot
    -- hold would leave a word of the program's own.
    function Table(table)
      local left = table.caption.long
      left:insert(1, pandoc.HorizontalRule())
      return left
    end
    """#
}
