/// The situations, readers and purposes that a seed is varied by: what sets the scene in an
/// instruction, with what the response adds on account of it.
enum InstructionScenes {
  static func of(_ variation: InstructionVariation) -> [InstructionPhrase] {
    switch variation {
    case .adapt: situations
    case .deepen: purposes
    case .review: reviews
    case .reframe: readers
    }
  }

  private static let situations: [InstructionPhrase] = [
    InstructionPhrase(
      ["A colleague{in} is about to take over from you.", "You hand over to a colleague{in}."],
      ["Hand it over in writing, so that nothing hangs on what was said in passing."]),
    InstructionPhrase(
      [
        "A meeting{on} begins in five minutes.", "In five minutes you are wanted in a meeting{on}.",
      ],
      ["In the meeting, read out the result and keep the remarks for questions."]),
    InstructionPhrase(
      [
        "Somebody{in} calls and has nothing to write with.", "You are on the phone to someone{in}.",
      ],
      ["On the phone, say it slowly and have it repeated to you."]),
    InstructionPhrase(
      [
        "A team{in} wants to do this the same way every time.",
        "You settle a routine for a team{in}.",
      ],
      ["So that it is done the same way every time, keep to this wording."]),
    InstructionPhrase(
      ["You fill in for somebody{in} at short notice.", "The usual expert{in} is away today."],
      ["Since you are only filling in, note what you did for the one who comes back."]),
    InstructionPhrase(
      ["You prepare an exercise{on} for a class.", "A class needs an exercise{on}."],
      ["As an exercise, let the class try it before they see this answer."]),
    InstructionPhrase(
      ["A reply{on} is due today.", "Somebody has waited long for a reply{on}."],
      ["Since it is due, send this today and anything further when it is ready."]),
    InstructionPhrase(
      ["You draw up a checklist{on}.", "This is to become part of a checklist{on}."],
      ["On the checklist, give it a box of its own to tick."]),
    InstructionPhrase(
      ["A new project{on} begins this week.", "You are starting a project{on}."],
      ["At the start of a project it is worth agreeing on this before anything else."]),
    InstructionPhrase(
      ["A report{on} needs this as one of its paragraphs.", "You are writing a report{on}."],
      ["In the report, say beneath it where it comes from."]),
    InstructionPhrase(
      ["Two people{in} disagree about this.", "You settle a disagreement between two people{in}."],
      ["Before you settle it, ask both whether they mean the same thing."]),
    InstructionPhrase(
      ["What you write{on} will be read years from now.", "This goes into an archive{on}."],
      ["For readers in later years, spell out every abbreviation."]),
    InstructionPhrase(
      ["What you write{on} will be translated.", "A translation{on} will be made of this."],
      ["To make it easy to translate, keep each sentence short."]),
  ]

  private static let purposes: [InstructionPhrase] = [
    InstructionPhrase(
      ["A short answer will not do this time{in}.", "Give more than the short answer{on}."],
      ["So much for the answer itself; what follows goes beyond it."]),
    InstructionPhrase(
      [
        "Answer as an expert{in} would who has time.",
        "Take the time that an expert{in} would take.",
      ],
      ["An expert would not leave it there."]),
    InstructionPhrase(
      ["This is an examination question{on}.", "Answer as you would in an examination{on}."],
      ["In an examination, the points below tell a full answer from a short one."]),
    InstructionPhrase(
      ["Much depends on the answer{in}.", "A decision{on} hangs on this."],
      ["Because much depends on it, consider this as well."]),
    InstructionPhrase(
      ["The answer goes into a handbook{on}.", "Write an entry for a handbook{on}."],
      ["A handbook should say this besides."]),
    InstructionPhrase(
      [
        "You train people{in} to do this without you.",
        "Others{in} should manage without you later.",
      ],
      ["To manage without help next time, keep this in mind."]),
    InstructionPhrase(
      ["You are interviewed{on}.", "An interviewer asks you{on}."],
      ["If the interviewer asks further, say this."]),
    InstructionPhrase(
      ["The last answer{on} was found too thin.", "An earlier answer{on} left too much open."],
      ["What an earlier answer may have lacked is this."]),
    InstructionPhrase(
      [
        "Think this through as if you had to defend it{in}.", "Be ready to defend your answer{in}.",
      ],
      ["To defend it, you need this too."]),
    InstructionPhrase(
      ["Plan for what comes after the answer{in}.", "Think one step further than asked{in}."],
      ["One step further, there is this to say."]),
    InstructionPhrase(
      [
        "Nobody{in} will be there to ask afterwards.", "There will be no second chance to ask{on}.",
      ],
      ["Since nobody can be asked afterwards, here is the rest."]),
    InstructionPhrase(
      ["A careful reader{in} will look for gaps.", "Write for a reader{in} who looks for gaps."],
      ["A careful reader will want this too."]),
  ]

  private static let reviews: [InstructionPhrase] = [
    InstructionPhrase(
      ["A trainee{in} has handed in an answer.", "You look after a trainee{in}."],
      ["Tell the trainee what was good about it as well."]),
    InstructionPhrase(
      ["An answer{on} was written in a hurry.", "An answer{on} had to be written quickly."],
      ["Haste is no fault of character; a checklist helps."]),
    InstructionPhrase(
      ["You find an answer in an old handbook{on}.", "An old handbook{on} has this answer."],
      ["Mark the place in the handbook, so that the next reader is not misled."]),
    InstructionPhrase(
      ["You are asked to sign off an answer{on}.", "An answer{on} waits for your signature."],
      ["It can be signed off once this is put right."]),
    InstructionPhrase(
      ["You mark answers{on}.", "You are marking the work of a class{in}."],
      ["For the mark, count what is there and name what is not."]),
    InstructionPhrase(
      ["An answer is about to be published{in}.", "Tomorrow an answer{on} will be published."],
      ["Publish it only with this put right."]),
    InstructionPhrase(
      ["An answer came up in a discussion{on}.", "In a discussion{on} somebody gave an answer."],
      ["In a discussion, say first what you agree with."]),
    InstructionPhrase(
      ["A draft{on} from last week is still open.", "You return to a draft{on}."],
      ["With this, the draft can be closed."]),
    InstructionPhrase(
      ["An answer was copied down from memory{in}.", "Somebody{in} wrote an answer from memory."],
      ["Memory keeps the beginning best, so look at the rest first."]),
    InstructionPhrase(
      ["A newcomer{in} asks whether an answer will do.", "Will the answer of a newcomer{in} do?"],
      ["Let the newcomer write it once more, with this in mind."]),
    InstructionPhrase(
      ["A form{on} came back with an answer.", "Somebody{in} has filled in a form."],
      ["Send the form back with this added."]),
    InstructionPhrase(
      ["A program wrote an answer{on}.", "A draft{on} was written by a program."],
      ["Whoever lets a program write should read what it wrote to the end."]),
  ]

  private static let readers: [InstructionPhrase] = [
    InstructionPhrase(
      ["Answer this{on} for a child of ten.", "A child of ten asks you{on}."],
      ["If a word in it is new to you, ask me, and I will find another one."]),
    InstructionPhrase(
      ["Answer this{on} for a manager with little time.", "A busy manager{in} wants an answer."],
      ["You need no more than this to decide; the rest can wait."]),
    InstructionPhrase(
      ["Answer this for a beginner{in}.", "A beginner{in} asks you."],
      ["As a beginner you need not understand all of it at once."]),
    InstructionPhrase(
      ["Answer this for a visitor from another field{on}.", "A visitor asks you{on}."],
      ["In your own field this may be called something else."]),
    InstructionPhrase(
      [
        "Answer this{on} for somebody who learns English.", "Somebody who learns English asks{on}.",
      ],
      ["Read it twice: once for the words, once for the sense."]),
    InstructionPhrase(
      ["Answer this for a journalist who writes{on}.", "A journalist asks you{on}."],
      ["You may quote this as it stands."]),
    InstructionPhrase(
      ["Answer this for a customer{in}.", "A customer{in} would like an answer."],
      ["Thank you for asking; write again if anything is unclear."]),
    InstructionPhrase(
      ["Answer this for a friend who knows nothing{on}.", "A friend asks you{on}."],
      ["You can forget the details; the first part is what counts."]),
    InstructionPhrase(
      ["Answer this for a committee{on}.", "A committee{in} wants an answer from you."],
      ["The committee can take note of this without a vote."]),
    InstructionPhrase(
      ["Answer this for a reader who doubts everything{on}.", "A doubting reader asks you{on}."],
      ["You need not take my word for it."]),
    InstructionPhrase(
      ["Answer this for an experienced colleague{in}.", "An experienced colleague{in} asks you."],
      ["You will know most of this; tell me where you see it otherwise."]),
    InstructionPhrase(
      ["Answer this for a group of volunteers{in}.", "A group of volunteers{in} asks you."],
      ["Nobody has to do all of it alone."]),
  ]
}
