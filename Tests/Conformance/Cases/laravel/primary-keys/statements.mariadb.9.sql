create table `a` (`x` int not null, `y` int not null) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
alter table `a` add primary key (`x`);
alter table `a` drop primary key;
alter table `a` add primary key (`x`, `y`);
