/// What the completion script for bash needs besides what the argument parser writes.
///
/// To bash, «@» parts words, since host names may follow it: `coffee@1` reaches a completion in
/// pieces. They are put together again, and from what is offered that is left off which readline
/// keeps standing; a version's name is no file's, so that «@» is not written `\@`.
enum BashCompletion {
  static func complete(_ script: String) -> String {
    script.hasPrefix("#!/bin/bash") ? script + "\n" + wholeWords : script
  }

  private static let wholeWords = #"""
    _stemma_whole_words() {
        local -a words=()
        local -i place last=-1 here=0
        local part blank rest="${COMP_LINE}"
        for ((place = 0; place < ${#COMP_WORDS[@]}; place++)); do
            part="${COMP_WORDS[place]}"
            blank="${rest%%[![:space:]]*}"
            rest="${rest#"${blank}"}"
            rest="${rest#"${part}"}"
            if ((last > 0)) && [[ -z "${blank}" && ("${part}" == @* || "${words[last]}" == *@) ]]; then
                words[last]+="${part}"
            else
                last+=1
                words[last]="${part}"
            fi
            if ((place == COMP_CWORD)); then here=last; fi
        done
        local -a COMP_WORDS=("${words[@]}")
        local -i COMP_CWORD=here
        local word="${words[here]}" standing=''
        if [[ "${word}" == *"${2}" ]]; then standing="${word%"${2}"}"; fi
        _stemma "${1}" "${word}" "${words[here - 1]}"
        if [[ "${COMPREPLY[*]}" == *@* ]]; then compopt +o filenames 2>/dev/null; fi
        for place in "${!COMPREPLY[@]}"; do
            COMPREPLY[place]="${COMPREPLY[place]#"${standing}"}"
        done
    }

    complete -o filenames -F _stemma_whole_words stemma
    """#
}
