/** What somebody wants done, and what an operation does, in the coarsest words. */
export type Act = 'list' | 'get' | 'show' | 'create' | 'add' | 'update' | 'delete' | 'remove';

/** What people say for it, apart by `|`; `*` stands for up to seven words between, `?` for one or none, `zid` for an id, `^` for the beginning. */
export const verbs: { readonly [A in Act]: string } = {
  list:
    'list | which | find | search for | show all | how many | any | enumerate | export | browse | compare ' +
    '| rank | change history | who changed | who edited | all',
  show: 'details | describe | tell me about | info on | show zid | read | look at',
  get:
    'get | show | what | whats | who | whos | whose | how | hows | where | when | is | are | am | do | ' +
    'does | did | has | have | was | were | tell me | give me | look up | info | fetch | view | check | ' +
    'try out | dry run | test | from which | by which | to which | after how',
  create:
    'create | make a | make an | ^ make | ^ new | brand new | a new | set up | setup | define | declare | ' +
    '^ open | raise | register | write | build | invite | provision | send | post | publish | announce | ' +
    'trigger | fire | start | run | install | hook up | connect | store | clone | copy * into new | ' +
    'record | need a | need an | signup | tell | need another | i want | file | log | hire',
  add:
    'add | put * into | put * under | put * on | subscribe | link | tie | attach | assign | allow | let * ' +
    'use | join | joins | include | apply | append | use * for | grant | cover',
  update:
    'update | change | edit | modify | suppress | rename | set | fix | correct | move | switch | turn on ' +
    '| turn off | turn * on | turn * off | turn * into | switch on | switch off | switch * on | switch * ' +
    'off | enable | re enable | disable | activate | deactivate | pause | adjust | extend | replace | ' +
    'rotate | swap out | should | make * an | make * a manager | mark | bump | lower | raise * to | point ' +
    '* at | reword | make ? zid | make | give * to | reassign | escalate | promote | fill in',
  delete:
    'delete | remove | kill | drop | scrap | nuke | bin | trash | get rid of | throw away | throw * out | ' +
    'throw out | tear down | take down | take * down | wipe | purge | destroy | uninstall | erase | can ' +
    'go | clear | deprovision | call off | cancel | revoke | forget | dissolve | disconnect | get * out ' +
    'of | pull * off | no more | dont need | end that | stop * early',
  remove:
    'remove * from | take * off | take * out | take * away | take off | unlink | detach | unsubscribe | ' +
    'unfollow | untag | no longer | not * any longer | not * anymore | dont * anymore | doesnt * anymore ' +
    '| stop sending | stop posting | stop * from using | drop * from | exclude',
};
