/// One thing that an instruction may ask for, with what a response then says: each in several
/// wordings, the plainest first.
///
/// What a phrase says must hold of any task and any answer, since nothing is known of them. `{in}`
/// stands for ` in the field of` the domain, `{on}` for ` about` it; without a domain for nothing.
struct InstructionPhrase {
  let asks: [String]
  let gives: [String]

  init(_ asks: [String], _ gives: [String]) {
    self.asks = asks
    self.gives = gives
  }
}

/// The remarks that any response can be asked for.
enum InstructionRemarks {
  static let all: [InstructionPhrase] = checks + uses + limits

  private static let checks: [InstructionPhrase] = [
    InstructionPhrase(
      ["Say how the answer can be checked.", "Add a way to check it."],
      [
        "To check it, let somebody who has not seen it work through the task afresh, and compare.",
        "It can be checked by doing the task again from the start and comparing the two results.",
      ]),
    InstructionPhrase(
      ["Say what the answer takes for granted.", "Name what you have assumed."],
      [
        "This takes for granted that the task means what it says and leaves nothing important out.",
        "The assumption behind it is that the task is complete as it stands.",
      ]),
    InstructionPhrase(
      ["Name a mistake that is easily made here.", "Warn of one easy mistake."],
      [
        "A mistake that is easily made is to answer a similar task instead of the one that was set.",
        "It is an easy mistake to stop reading too early and to miss a condition of the task.",
      ]),
    InstructionPhrase(
      ["Say how sure one can be of it.", "Add how far it can be trusted."],
      [
        "How sure one can be depends on the sources behind it, so pass them on together with it.",
        "It can be trusted as far as its sources can, so name them wherever it is used.",
      ]),
    InstructionPhrase(
      [
        "Say how to tell a good answer from a poor one.", "Describe what a good answer looks like.",
      ],
      [
        "A good answer can be used at once; a poor one has to be asked about again.",
        "You can tell a good answer by what comes next: nobody has to ask what was meant.",
      ]),
    InstructionPhrase(
      ["Say what a second reader should look at.", "Tell a second reader where to look."],
      [
        "A second reader should ask of each sentence whether it is needed and what backs it.",
        "For a second reader it is best to read the task first, then the answer, then the task again.",
      ]),
    InstructionPhrase(
      ["Say what to compare it with.", "Suggest something to compare it with."],
      [
        "Compare it with the last answer that was given to a task of this kind.",
        "It is worth comparing with what somebody else would have answered without seeing it.",
      ]),
    InstructionPhrase(
      ["Say what would make the answer stronger.", "Add what could still be improved."],
      [
        "An example from your own work would make it stronger.",
        "It would gain from one example that the reader knows already.",
      ]),
  ]

  private static let uses: [InstructionPhrase] = [
    InstructionPhrase(
      ["Say what to do with the answer next.", "Add a next step."],
      [
        "As a next step, try it on one small case and keep a note of what happened.",
        "Next, use it once where little depends on it, and see what comes of that.",
      ]),
    InstructionPhrase(
      ["Say what should be written down.", "Add what to keep on record."],
      [
        "Write down the answer with its date and its sources, so that others can follow it later.",
        "For the record, keep the task, the answer and the name of whoever gave it together.",
      ]),
    InstructionPhrase(
      ["Say who should see it first.", "Add whom to show it to."],
      [
        "Show it first to whoever has to act on it.",
        "The first to see it should be the person who will have to work with it.",
      ]),
    InstructionPhrase(
      ["Tell how to explain it in one minute.", "Add how to put it in one minute."],
      [
        "To explain it in one minute, give the result first and the reasons only when asked.",
        "In one minute there is time for the result and for one reason; leave out the rest.",
      ]),
    InstructionPhrase(
      ["Add how it is best remembered.", "Say how to remember it."],
      [
        "It is best remembered by saying it aloud once in your own words.",
        "To remember it, close the page and write down what you still know; then compare.",
      ]),
    InstructionPhrase(
      ["Say how several people could share the work.", "Add how to share the work."],
      [
        "If several people share the work, let one answer and another check, and then change places.",
        "The work is best shared by giving each person one part and everybody the whole to read.",
      ]),
    InstructionPhrase(
      ["Say how to put it into practice.", "Add how to begin in practice."],
      [
        "In practice, begin with whatever is easiest to undo.",
        "To put it into practice, set a day on which you will look at how it went.",
      ]),
    InstructionPhrase(
      ["Suggest a question to ask in return.", "Add a question one might ask back."],
      [
        "A good question in return is what the answer will be used for.",
        "One might ask back who will read it and how much they know already.",
      ]),
  ]

  private static let limits: [InstructionPhrase] = [
    InstructionPhrase(
      ["Say when the answer would have to change.", "Mention what would change the answer."],
      [
        "It holds for the task as it is worded; with other words another answer may be right.",
        "If any particular of the task changes, go through the answer again before you use it.",
      ]),
    InstructionPhrase(
      ["Say when to ask somebody else.", "Add when to get help."],
      [
        "Ask somebody else as soon as a part of it does not fit the case before you.",
        "Get help when the case before you differs from the task and you cannot say by how much.",
      ]),
    InstructionPhrase(
      ["Say what matters most.", "Point out what matters most if time is short."],
      [
        "What matters most is that the task is answered; everything else can follow later.",
        "If time is short, give the result and promise the reasons.",
      ]),
    InstructionPhrase(
      ["Say what could be left out.", "Add what could go if it had to be shorter."],
      [
        "If it has to be shorter, leave out these remarks and keep the result.",
        "The remarks can be left out where space is short; the result cannot.",
      ]),
    InstructionPhrase(
      ["Say where to be careful.", "Add a word of caution."],
      [
        "Be careful where a word has more than one meaning, and say which one you have in mind.",
        "A word of caution: what is usual in one place may be unheard of in another.",
      ]),
    InstructionPhrase(
      ["Say what it does not cover.", "Mention what is left open."],
      [
        "It does not cover exceptions; take those one by one.",
        "What is left open are the rare cases, which are better asked about when they come up.",
      ]),
    InstructionPhrase(
      ["Say how to keep it up to date.", "Add when to look at it again."],
      [
        "To keep it up to date, look at it again whenever something it rests on has changed.",
        "Look at it again after some time, or at once when one of its sources is corrected.",
      ]),
    InstructionPhrase(
      ["Say what to do if it is doubted.", "Add how to deal with doubt."],
      [
        "If it is doubted, go back to the wording of the task and read it together.",
        "Doubt is best met by asking which part is meant and looking at that part alone.",
      ]),
  ]
}
